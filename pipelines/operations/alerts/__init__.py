"""Telling people of a run by what one machine has: a mail server and a web address of the house."""
