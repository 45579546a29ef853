"""What an xlsx file looks like inside: archive, workbook, styles, strings, cells and sheets.

An xlsx file is a zip of XML from elsewhere. It is read as a stream, part by part, and nothing in it
is ever run, followed or looked up outside the file. There are libraries that read faster or more,
but none that was found tells a formula without a value, a percentage or an error from an empty cell
or a plain number, and that is what makes a figure silently wrong. ECMA-376 part 1 is the
definition; its paragraphs are named where they matter. What a delivery is, is not known here.
"""
