"""One message through one channel: tried a few times, and never more than said when it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial

from pipelines.mistakes import place_of
from pipelines.operations.alerts.email import send_email
from pipelines.operations.alerts.message import Message
from pipelines.operations.alerts.not_sent import AlertNotSentError
from pipelines.operations.alerts.standing import Channel
from pipelines.operations.alerts.webhook import send_webhook
from pipelines.operations.settings import Alerts

LOG = logging.getLogger("noegletal.alerts")
# Between the tries of one message: a server that restarts is back by then, and a run can wait.
PAUSES_SECONDS = (1.0, 4.0)


def senders(settings: Alerts) -> Iterator[tuple[Channel, Callable[[Message], None]]]:
    """The channels that the home has, and what sends a message through each."""
    if settings.email:
        yield "email", partial(send_email, settings.email)
    if settings.webhook:
        yield "webhook", partial(send_webhook, settings.webhook)


def why_not_sent(send: Callable[[Message], None], message: Message) -> str | None:
    """Send it; None when it was taken, else why not. Never raises."""
    for pause in (*PAUSES_SECONDS, None):
        try:
            send(message)
        except AlertNotSentError as failed:
            if pause is None or not failed.may_pass:
                return str(failed)
            LOG.info("Trying again in %s s: %s", pause, failed)
            time.sleep(pause)
        except Exception as mistake:
            return place_of(mistake)
        else:
            return None
    return None
