"""``python -m tests.deliveries.cases``: write docs/bad_input.md."""

from tests.deliveries.cases.document import DOCUMENT, document, messages

if __name__ == "__main__":
    DOCUMENT.write_text(document(messages()), encoding="utf-8")
