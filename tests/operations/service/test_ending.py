"""A process that is asked to end does, even when it was tidying up at that moment."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from pipelines.operations.service.ending import end_if_asked, end_in_order

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


class Tidied:
    """An object that is being removed when the process is asked to end."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


def test_being_asked_while_an_object_is_removed_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda raised: lost.append(raised.exc_type))
    end_in_order()
    tidied = Tidied()
    del tidied
    assert lost == [KeyboardInterrupt]
    with pytest.raises(KeyboardInterrupt):
        end_if_asked()


@pytest.mark.parametrize("number", SIGNALS)
def test_it_is_asked_by_what_asks_a_service(number: signal.Signals) -> None:
    end_in_order()
    end_if_asked()
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)


def test_who_has_chosen_to_ignore_it_may() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_in_order()
    with suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGHUP)
    end_if_asked()
