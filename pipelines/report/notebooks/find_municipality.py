"""Find din kommune: one municipality's figures of a release, to look at and to take along."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Find din kommune")


@app.cell
def _():

    import marimo as mo

    from pipelines.report.drawing import svg
    from pipelines.report.files import numbers
    from pipelines.report.notebooks import chosen
    from pipelines.report.notebooks.opened import notebook_words, opened_release
    from pipelines.report.numbers import text

    marts = opened_release()
    return chosen, marts, mo, notebook_words, numbers, svg, text


@app.cell
def _(mo):
    language_choice = mo.ui.radio({"Dansk": "da", "English": "en"}, value="Dansk", inline=True)
    return (language_choice,)


@app.cell
def _(language_choice, notebook_words):
    language = language_choice.value
    words = notebook_words(language)
    return language, words


@app.cell
def _(chosen, marts, mo, words):
    areas = {area.name: area for area in chosen.areas(marts)}
    area_choice = mo.ui.dropdown(areas, value=next(iter(areas)), label=words["area"])
    return (area_choice,)


@app.cell
def _(area_choice, chosen, language, marts, mo, text, words):
    families = {
        text(family.title, language): family
        for family in chosen.families_of(marts, area_choice.value)
    }
    family_choice = mo.ui.dropdown(families, value=next(iter(families)), label=words["figure"])
    return (family_choice,)


@app.cell
def _(area_choice, chosen, family_choice, language, marts, mo, words):
    periods = chosen.periods_of(marts, area_choice.value, family_choice.value, language)
    first_choice = mo.ui.dropdown(periods, value=next(iter(periods)), label=words["first"])
    last_choice = mo.ui.dropdown(periods, value=next(reversed(periods)), label=words["last"])
    return first_choice, last_choice


@app.cell
def _(area_choice, chosen, family_choice, first_choice, last_choice):
    choice = chosen.Choice(
        area_choice.value, family_choice.value, first_choice.value, last_choice.value
    )
    return (choice,)


@app.cell
def _(choice, chosen, language, marts):
    figure = chosen.shown(marts, choice, language)
    return (figure,)


@app.cell
def _(
    area_choice,
    family_choice,
    first_choice,
    language,
    language_choice,
    last_choice,
    marts,
    mo,
    words,
):
    warning = marts.warning(language)
    mo.vstack(
        [
            mo.md(f"# {words['find_title']}"),
            *([mo.callout(warning, kind="warn")] if warning else []),
            language_choice,
            area_choice,
            family_choice,
            mo.hstack([first_choice, last_choice], justify="start"),
        ]
    )
    return


@app.cell
def _(chosen, figure, mo, words):
    mo.Html(chosen.page(figure)) if figure else mo.callout(words["nothing"])
    return


@app.cell
def _(figure, mo, numbers, svg, words):
    mo.hstack(
        [
            mo.download(numbers(figure), f"{figure.file}.csv", label=words["download_csv"]),
            mo.download(svg(figure).encode(), f"{figure.file}.svg", label=words["download_svg"]),
        ],
        justify="start",
    ) if figure else None
    return


if __name__ == "__main__":
    app.run()
