"""Names, places and kinds of files, packed files, and files that are not finished."""

from __future__ import annotations

import os
from datetime import date

from tests.deliveries.cases import packed
from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import CASELOADS, CHILD, MEASURES
from tests.deliveries.cases.places import (
    after,
    as_folder,
    as_link,
    as_pipe,
    forbidden,
    growing,
    inside,
    tomorrow,
)
from tests.deliveries.cases.price_files import GROUP, INDEX, accepted, overlooked, refused

PROMISED = (
    refused("symbolic_link", "A link to a file elsewhere", "2018-05-31_a.csv", "not_regular",
             place=as_link),
    Case("unreadable", GROUP, "A file that may not be opened", "pl_indeks", Outcome.REFUSED,
         lambda: INDEX, rule="unreadable", during=forbidden),
    refused("no_date_in_name", "A name without a delivery date", "indeks.csv", "no_date"),
    Case("still_growing", GROUP, "A file that is still being written", "pl_indeks", Outcome.WAITS,
         lambda: INDEX, rule="still_growing", during=growing),
)  # fmt: skip

INVENTED = (
    refused("pipe", "A pipe and no file", "2018-05-31_a.csv", "not_regular", place=as_pipe),
    refused("folder_named_like_a_delivery", "A folder with the name of a delivery",
             "2018-05-31_a.csv", "not_regular", place=as_folder),
    refused("folder_in_the_folder", "A folder of files, one a year", "2016", "not_regular",
             place=as_folder),
    refused("impossible_date_in_name", "A date that does not exist", "2018-02-30_a.csv",
             "no_date"),
    refused("danish_date_in_name", "The date in Danish order", "31-05-2018_a.csv", "no_date"),
    refused("date_without_hyphens", "The date in eight digits", "20180531_a.csv", "no_date"),
    refused("date_at_the_end", "The date behind the name", "indeks_2018-05-31.csv", "no_date"),
    refused("no_ending", "A name without an ending", "2018-05-31_indeks", "unknown_format"),
    refused("ending_txt", "Notepad's own ending", "2018-05-31_a.csv.txt", "unknown_format"),
    refused("ending_zip", "Packed in another way", "2018-05-31_a.zip", "unknown_format"),
    refused("download_not_finished", "A download that a browser has not finished",
             "2018-05-31_a.csv.crdownload", "unknown_format"),
    refused("person_in_name", "A child's number in the name", f"2018-05-31_{CHILD}.csv",
             "cpr_in_name"),
    refused("person_in_name_with_point", "A child's number in the name, with a point",
             f"2018-05-31_{CHILD[:6]}.{CHILD[6:]}.csv", "cpr_in_name"),
    refused("outside_of_all_folders", "A file that lies beside the sources' folders",
             "2018-05-31_a.csv", "unknown_source", place=inside("")),
    refused("folder_of_no_source", "A folder of one's own", "2018-05-31_a.csv", "unknown_source",
             place=inside("indekser/")),
    refused("folder_in_capitals", "`PL_INDEKS` for `pl_indeks`", "2018-05-31_a.csv",
             "unknown_source", place=inside("PL_INDEKS/")),
    accepted("spaces_and_danish_letters_in_name", "A name as people write it",
              "2018-05-31 Pris- og lønindeks (endelig).csv"),
    accepted("ending_in_capitals", "An ending in capitals", "2018-05-31_A.CSV"),
    accepted("name_of_only_a_date", "Nothing but the date", "2018-05-31.csv"),
    accepted("name_of_no_characters", "A name in Windows-1252 on a disk of UTF-8",
              os.fsdecode("2018-05-31_løn.csv".encode("cp1252"))),
    accepted("quotation_mark_in_name", "An apostrophe in the name", "2018-05-31_KL's.csv"),
    accepted("delivery_date_in_the_future", "A date that lies ahead: the clock changes nothing",
              "2118-05-31_a.csv"),
    accepted("modified_in_the_future", "Written by a machine whose clock is a day ahead",
              "2018-05-31_a.csv", place=tomorrow),
    overlooked("hidden_file", "A hidden file of a Mac", "._2018-05-31_a.csv"),
    overlooked("lock_file", "What Excel leaves while a file is open", "~$2018-05-31_a.xlsx"),
    Case("same_bytes_under_another_name", GROUP, "The same file sent again under another name",
         "pl_indeks", Outcome.UNCHANGED, lambda: INDEX, "2018-06-30_b.csv", rule="duplicate",
         place=after("pl_indeks/2018-05-31_a.csv", INDEX), notes=None),
    accepted("same_name_with_other_bytes", "Somebody wrote over a file", "2018-05-31_a.csv",
              place=after("pl_indeks/2018-05-31_a.csv", INDEX.replace(b"100", b"101"))),
    accepted("names_that_differ_in_case", "Two files whose names differ in capitals only",
              "2018-05-31_A.csv",
              place=after("pl_indeks/2018-05-31_a.csv", INDEX.replace(b"100", b"101"))),
    Case("half_a_file", GROUP, "Less than half as many rows as the delivery that it replaces",
         "sagstal", Outcome.REFUSED, CASELOADS.lines, rule="scope_shrinks",
         place=after("sagstal/2018-01-31_a.csv", CASELOADS.lines(
             *(CASELOADS.line({"raadgiver": f"b{n}"}) for n in range(9))))),
    Case("half_a_file_that_is_meant", GROUP, "The same, confirmed with a reason", "sagstal",
         Outcome.ACCEPTED, CASELOADS.lines, accept_shrink="Ny organisering", select="raadgiver",
         values=(("a1",),),
         place=after("sagstal/2018-01-31_a.csv", CASELOADS.lines(
             *(CASELOADS.line({"raadgiver": f"b{n}"}) for n in range(9))))),
    Case("day_of_delivery_in_name", GROUP, "A row that began on the delivery date in the name",
         "foranstaltninger", Outcome.ACCEPTED,
         lambda: MEASURES.lines(MEASURES.line({"startdato": "31-05-2018", "slutdato": ""})),
         select="startdato", values=((date(2016, 1, 31),), (date(2018, 5, 31),))),
)  # fmt: skip

CASES = PROMISED + INVENTED + packed.CASES
