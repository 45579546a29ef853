"""Tests of the published figures, the notes, and the marts that show them beside ours."""
