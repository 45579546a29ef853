"""What each command works with persons for, when nobody says otherwise."""

from __future__ import annotations

USUAL_PURPOSES = {
    "load deliveries": "Loading what municipalities delivered into the warehouse",
    "expectations": "Checking whether the deliveries can be right",
    "transformation": "Computing the key figures on help for vulnerable children",
    "noegletal diff": "Finding out what a new delivery changed",
    "noegletal overdue": "Finding the children whose follow-up is overdue",
    "noegletal feedback": "Telling the sender which rows of a delivery were rejected",
    "noegletal show --unprotected": "Working with key figures in which small counts are not hidden",
    "noegletal query --unprotected": "Working with marts in which small counts are not hidden",
    "noegletal compare --unprotected": "Seeing whether what was published in 2018 is reproduced",
    "noegletal disclosure explain": "Finding out why a release hides a number",
    "noegletal disclosure summary": "Seeing how much a release hides",
    "noegletal disclosure coarsening": "Seeing what coarser figures would show",
    "noegletal release": "Publishing key figures in which small counts are hidden",
    "noegletal rollback": "Letting readers see an earlier release again",
    "noegletal backup": "Keeping a copy of the deliveries in case the disk is lost",
    "noegletal restore": "Bringing a home back from a backup",
    "noegletal keys rotate": "Exchanging the pseudonym key, and proving that nothing else changed",
    "noegletal log search": "Answering who has worked with data about a person",
}


def usual_purpose(command: str) -> str:
    """The purpose of a command that nobody gave one; ``KeyError`` when it has no usual one."""
    return USUAL_PURPOSES[command]
