"""Nobody's number and no key outside of where they belong, whatever goes wrong on the way."""
