"""One walk of the canaries: a home, a warm process, and how each path is gone and must end."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.keys.key import Key
from tests.canary import needles
from tests.canary.command import Commands
from tests.canary.needles import Needle
from tests.canary.persons import Flock
from tests.end_to_end.command import Ran


@dataclass
class Walk:
    """``place`` holds everything that comes into being; ``home`` is the first of its homes."""

    place: Path
    commands: Commands
    flock: Flock = field(default_factory=Flock)
    typed: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Where the good path and all bad files are."""
        return self.place / "home"

    def run(
        self,
        *arguments: str | Path,
        ends: int | tuple[int, ...] = 0,
        says: str = "",
        fault: str = "",
        environment: dict[str, str] | None = None,
    ) -> Ran:
        """Run a command; that it ends as it should and says so proves that the path was gone."""
        self.typed.append(" ".join(map(str, arguments)))
        ran = self.commands.run(*arguments, fault=fault, environment=environment)
        wanted = (ends,) if isinstance(ends, int) else ends
        assert ran.exit_code in wanted, (arguments, ran.exit_code, ran.talk[-3000:])
        assert says in ran.out + ran.talk, (arguments, ran.talk[-3000:])
        return ran

    def copy(self, name: str, *, is_new: bool = False) -> Path:
        """A copy of the home for one path; a new one has its deliveries and its key only."""
        copy = Path(shutil.copytree(self.home, self.place / name, symlinks=True))
        (copy / ".refreshed.json").unlink()
        if is_new:
            (copy / "warehouse.duckdb").unlink()
            shutil.rmtree(copy / ".dagster")
        return copy

    def keys(self) -> list[Needle]:
        """Every key that lies in one of the homes or beside them."""
        found: list[Needle] = []
        for path in sorted(self.place.rglob("*")):
            if path.is_file() and is_key(path):
                key = Key.parse(path.read_bytes())
                assert key is not None, path
                found.append(needles.key(key.secret, f"{path.name} of {path.parents[1].name}"))
        return found


def is_key(path: Path) -> bool:
    """Whether a file is one of the keys, by its name."""
    return path.suffix == ".key" or path.name.endswith((".key.next", ".key.old", ".key.former"))


def database_keys(place: Path) -> list[bytes]:
    """The database keys of all homes."""
    files = sorted(place.rglob("database.key"))
    return [key.secret for key in (Key.parse(file.read_bytes()) for file in files) if key]
