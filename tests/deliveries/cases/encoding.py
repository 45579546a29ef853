"""Bytes that are text in some encoding, and bytes that are none."""

from __future__ import annotations

import codecs
from functools import partial

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import CASELOADS, MEASURES, PLACEMENTS, POPULATION

GROUP = "encoding"
_EXTRACT = POPULATION.lines().decode()
_DANISH = CASELOADS.lines(CASELOADS.line(CASELOADS.other | {"bemaerkning": "På æblegården"}))
_REMARKS = {"select": "bemaerkning", "values": (("ingen",), ("På æblegården",))}


def _accepted(name: str, looks: str, data: bytes, *notes: str) -> Case:
    return Case(
        name, GROUP, looks, "befolkning", Outcome.ACCEPTED, lambda: data,
        notes=frozenset(notes), select="omraade, indhold", values=(("657", 1184),),
    )  # fmt: skip


def _refused(name: str, looks: str, data: bytes, rule: str, source: str = "befolkning") -> Case:
    return Case(name, GROUP, looks, source, Outcome.REFUSED, lambda: data, rule=rule)


PROMISED = (
    _accepted("byte_order_mark", "UTF-8 with a byte order mark, as Excel saves it",
              codecs.BOM_UTF8 + _EXTRACT.encode()),
    _accepted("double_byte_order_mark",
              "Two byte order marks: a tool put one before a file that had one",
              2 * codecs.BOM_UTF8 + _EXTRACT.encode(), "byte_order_mark"),
    _accepted("windows_1252", "Windows-1252, as Excel's plain CSV is",
              _EXTRACT.encode("cp1252"), "windows_1252"),
    _accepted("utf_16_little_endian", "UTF-16 with its mark, Excel's \"Unicode text\"",
              codecs.BOM_UTF16_LE + _EXTRACT.encode("utf-16-le"), "utf_16"),
    _accepted("utf_16_big_endian", "UTF-16 with its mark, bytes the other way round",
              codecs.BOM_UTF16_BE + _EXTRACT.encode("utf-16-be"), "utf_16"),
    _refused("utf_16_without_mark", "UTF-16 whose mark is lost",
             _EXTRACT.encode("utf-16-le"), "utf16_without_bom"),
    _refused("nul_bytes", "NUL characters among the text of a crashed export",
             _EXTRACT.encode() + b"657;\0\0\0;1\n", "nul_bytes"),
    _refused("invalid_bytes", "Bytes that are no character in UTF-8 nor in Windows-1252",
             _EXTRACT.encode("cp1252") + b"\x81\x8d;;;;;\n", "invalid_bytes"),
    _refused("empty_file", "A file of no bytes", b"", "empty_file"),
    Case("header_only", GROUP, "Only the header: nothing happened in the period",
         "foranstaltninger", Outcome.ACCEPTED, lambda: MEASURES.header().encode() + b"\n",
         notes=frozenset({"no_rows"}), select="line", values=()),
)  # fmt: skip

INVENTED = (
    _refused("utf_16_big_endian_without_mark", "UTF-16, bytes the other way round, without a mark",
             _EXTRACT.encode("utf-16-be"), "utf16_without_bom"),
    _refused("utf_32", "UTF-32 with its mark, of an R script",
             _EXTRACT.encode("utf-32"), "nul_bytes"),
    _refused("utf_16_cut_in_a_character", "UTF-16 that ends in half a character",
             codecs.BOM_UTF16_LE + _EXTRACT.encode("utf-16-le")[:-1], "invalid_bytes"),
    _refused("one_mark_then_windows_1252", "A UTF-8 mark before text in Windows-1252",
             codecs.BOM_UTF8 + _EXTRACT.encode("cp1252"), "invalid_bytes"),
    _refused("two_exports_in_two_encodings",
             "A file in UTF-8 with one in Windows-1252 pasted below",
             _DANISH + _DANISH.decode().encode("cp1252"), "mixed_encoding", "sagstal"),
    _refused("two_encodings_in_foreign_names", "UTF-8 `ü` in one line, Windows-1252 `é` in another",
             CASELOADS.lines() + "657;2016-01-31;a3;1;j;Müller\n".encode()
             + "657;2016-01-31;a4;1;j;André\n".encode("cp1252"), "mixed_encoding", "sagstal"),
    _refused("utf_8_cut_in_a_letter",
             "UTF-8 that ends in half a Danish letter: the transfer broke off",
             _DANISH.rstrip(b"\n") + "ø".encode()[:1], "mixed_encoding", "sagstal"),
    _refused("twice_encoded_header", "UTF-8 read as Windows-1252 and saved again: `OMRÃ…DE`",
             _EXTRACT.encode().decode("cp1252").encode(), "missing_columns"),
    _refused("macintosh_letters", "Danish letters of an old Macintosh",
             _EXTRACT.encode("mac-roman"), "invalid_bytes"),
    _refused("letters_lost_to_question_marks", "`OMR?DE`: a system that only knows ASCII",
             _EXTRACT.encode("ascii", "replace"), "missing_columns"),
    Case("dos_letters", GROUP, "Danish letters of code page 865, of a system from the 1980s",
         "anbringelser", Outcome.ROW_REJECTED,
         lambda: PLACEMENTS.lines(PLACEMENTS.line(
             PLACEMENTS.other | {"anbringelsessted": "Netværksplejefamilie"})
         ).decode().encode("cp865"), notes=None,
         rejected=((3, "anbringelsessted", "unknown_placement_place"),)),
    Case("end_of_file_character", GROUP, "A line with the DOS end-of-file character (Ctrl-Z)",
         "foranstaltninger", Outcome.ROW_REJECTED, partial(MEASURES.lines, "\x1a"),
         rejected=((3, None, "wrong_width"),), select="line", values=((2,),)),
    Case("decomposed_header", GROUP, "`Å` written as A and a ring, as file systems of Macs have it",
         "befolkning", Outcome.ACCEPTED, lambda: _EXTRACT.replace("Å", "A\u030a").encode(),
         select="omraade, indhold", values=(("657", 1184),)),
    Case("danish_letters", GROUP, "Danish letters in a remark, in Windows-1252", "sagstal",
         Outcome.ACCEPTED, lambda: _DANISH.decode().encode("cp1252"),
         notes=frozenset({"windows_1252"}), **_REMARKS),
    Case("mark_before_a_line", GROUP, "A byte order mark inside: files were put together",
         "foranstaltninger", Outcome.ROW_REJECTED,
         partial(MEASURES.lines, "\ufeff" + MEASURES.line(MEASURES.other)),
         rejected=((3, "cpr", "not_a_person"),), select="line", values=((2,),)),
    Case("odd_line_separators", GROUP,
         "Characters in a text that some programs take for line ends (U+2028, U+0085, form feed)",
         "sagstal", Outcome.ACCEPTED,
         partial(CASELOADS.with_cell, "bemaerkning", "a\u2028b\u0085c\x0cd\x1ee"),
         select="bemaerkning", values=(("ingen",), ("a\u2028b\u0085c\x0cd\x1ee",))),
)  # fmt: skip

CASES = PROMISED + INVENTED
