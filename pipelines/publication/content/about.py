"""What every file of a release says of the release that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.contract import Label

if TYPE_CHECKING:
    from pipelines.disclosure.policy import Policy

TITLE = Label(
    da="Nøgletal for indsatsen for udsatte børn og unge",
    en="Key figures on help for vulnerable children",
)
SOURCE = Label(
    da="Kommunernes indberetninger, beregnet med noegletal efter Socialstyrelsens definitioner "
    "(Evaluering af omlægning af indsatsen for udsatte børn og unge, 2018).",
    en="Reports of the municipalities, computed by noegletal by the definitions of "
    "Socialstyrelsen (evaluation of the partnership on vulnerable children, 2018).",
)
_NOTHING_HIDDEN = Label(
    da="ADVARSEL: små antal er IKKE skjult i denne udgivelse. Den må ikke offentliggøres.",
    en="WARNING: small counts are NOT hidden in this release. It must not be made public.",
)
_INVENTED = Label(
    da="Demonstration: alle personer er opdigtede.",
    en="Demonstration: all persons are invented.",
)
_TERMS = Label(
    da="Den, der offentliggør udgivelsen, fastsætter vilkårene for brug. Folketal og prisindeks er "
    "Danmarks Statistiks på deres vilkår.",
    en="Whoever makes the release public sets the terms of use. Population and price index are "
    "Statistics Denmark's, under its terms.",
)
_TERMS_OF_THE_INVENTED = Label(
    da="MIT, som programmet selv (opdigtede data).",
    en="MIT, as the program itself (invented data).",
)


@dataclass(frozen=True)
class About:
    """``release`` is its number, ``as_of`` the day up to which deliveries count (None: all)."""

    release: int
    policy: Policy
    is_demonstration: bool
    as_of: date | None
    code_version: str

    @property
    def warnings(self) -> tuple[Label, ...]:
        """What nobody may overlook, in whatever file it is opened."""
        return (
            *(() if self.policy.hides else (_NOTHING_HIDDEN,)),
            *((_INVENTED,) if self.is_demonstration else ()),
        )

    @property
    def terms(self) -> Label:
        """Under which licence it may be used, as far as we can say."""
        return _TERMS_OF_THE_INVENTED if self.is_demonstration else _TERMS

    @property
    def protection(self) -> Label:
        """Which small counts are hidden, in a sentence."""
        if not self.policy.hides:
            return _NOTHING_HIDDEN
        return Label(
            da=f"{self.policy.label.da}, og hvad de kunne regnes ud af. "
            "Skjulte tal er tomme, og deres status er suppressed.",
            en=f"{self.policy.label.en}, and what they could be worked out from. "
            "Hidden numbers are empty, and their status is suppressed.",
        )

    @property
    def facts(self) -> dict[str, str]:
        """Name and value, the same in Parquet's metadata and in the database's table ``about``."""
        return {
            "title": TITLE.en,
            "title_da": TITLE.da,
            "release": str(self.release),
            "source": SOURCE.en,
            "source_da": SOURCE.da,
            "disclosure_policy": self.policy.id,
            "disclosure": self.protection.en,
            "disclosure_da": self.protection.da,
            "warning": " ".join(warning.en for warning in self.warnings),
            "warning_da": " ".join(warning.da for warning in self.warnings),
            "licence": self.terms.en,
            "licence_da": self.terms.da,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "code_version": self.code_version,
        }
