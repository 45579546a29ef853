"""What each command works with persons for, when nobody says otherwise."""

from __future__ import annotations

USUAL_PURPOSES = {
    "load deliveries": "Loading what municipalities delivered into the warehouse",
    "expectations": "Checking whether the deliveries can be right",
    "transformation": "Computing the key figures on help for vulnerable children",
    "noegletal diff": "Finding out what a new delivery changed",
    "noegletal feedback": "Telling the sender which rows of a delivery were rejected",
    "noegletal backup": "Keeping a copy of the deliveries in case the disk is lost",
    "noegletal restore": "Bringing a home back from a backup",
    "noegletal keys rotate": "Exchanging the pseudonym key, and proving that nothing else changed",
    "noegletal log search": "Answering who has worked with data about a person",
}


def usual_purpose(command: str) -> str:
    """The purpose of a command that nobody gave one; ``KeyError`` when it has no usual one."""
    return USUAL_PURPOSES[command]
