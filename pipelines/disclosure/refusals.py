"""Why disclosure control lets nothing out: sentences that name cells, and never a number."""

from __future__ import annotations

from collections.abc import Iterable

_NAMED = 10


class DisclosureAuditError(Exception):
    """Nothing may be released; the message says which cells stand in the way, and what to do."""


class NotCoveredError(DisclosureAuditError):
    """Disclosure control does not know what a key figure counts, or the figures contradict it."""


def narrow(labels: Iterable[str]) -> DisclosureAuditError:
    """The error for hidden counts that can still be worked out, named by their labels."""
    names = sorted(labels)
    named = "\n".join(f"  {name}" for name in names[:_NAMED])
    more = f"\n  and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return DisclosureAuditError(
        f"Nothing is released: {len(names)} hidden counts could be worked out from what else is "
        f"shown, and nothing is left to hide around them.\n{named}{more}\n"
        "Release by a policy that hides less, or leave out the key figure; docs/disclosure.md "
        "says how the policies differ."
    )
