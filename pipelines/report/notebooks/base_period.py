"""Merudgift: hvad betyder basisperioden? Additional expenditure under other choices."""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Merudgift: hvad betyder basisperioden?")


@app.cell
def _():
    import marimo as mo

    from pipelines.report.notebooks import additional as sums
    from pipelines.report.notebooks import chosen, sensitivity
    from pipelines.report.notebooks.opened import notebook_words, opened_release

    marts = opened_release()
    factors = sums.price_factors(marts)
    return chosen, factors, marts, mo, notebook_words, sensitivity, sums


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
    has_accounts = {row["area_code"] for row in marts.key_figure("expenditure")}
    areas = {area.name: area.code for area in chosen.areas(marts) if area.code in has_accounts}
    area_choice = mo.ui.dropdown(areas, value=next(iter(areas)), label=words["area"])
    posts = {name: post for post, name in words["posts"].items()}
    post_choice = mo.ui.radio(posts, value=next(iter(posts)), label=words["post"], inline=True)
    years = {str(year): year for year in range(2011, 2017)}
    first_choice = mo.ui.dropdown(years, value="2011", label=words["base_years"])
    last_choice = mo.ui.dropdown(years, value="2014", label=words["to"])
    prices = {name: choice for choice, name in words["price_choices"].items()}
    price_choice = mo.ui.radio(prices, value=next(iter(prices)), label=words["prices"])
    more_choice = mo.ui.slider(
        -3, 3, step=0.5, value=0, show_value=True, label=words["more_a_year"]
    )
    steps = {name: step for step, name in words["step_names"].items()}
    steps_choice = mo.ui.multiselect(steps, value=list(steps), label=words["steps"])
    assumed_choice = mo.ui.checkbox(value=True, label=words["with_assumed"])
    return (
        area_choice,
        assumed_choice,
        first_choice,
        last_choice,
        more_choice,
        post_choice,
        price_choice,
        steps_choice,
    )


@app.cell
def _(
    area_choice,
    assumed_choice,
    first_choice,
    last_choice,
    more_choice,
    post_choice,
    price_choice,
    steps_choice,
):
    choice = {
        "area": area_choice.value,
        "post": post_choice.value,
        "base": (first_choice.value, last_choice.value),
        "is_fixed": price_choice.value == "fixed",
        "more_a_year": more_choice.value,
        "steps": steps_choice.value,
        "with_assumed": assumed_choice.value,
    }
    return (choice,)


@app.cell
def _(choice, factors, marts, sensitivity, sums):
    if choice["post"] == "steps":
        amounts = sums.gross_of_steps(
            marts, choice["area"], choice["steps"], with_assumed=choice["with_assumed"]
        )
    else:
        amounts = sums.amounts_of(marts, choice["area"], choice["post"])
    prices_chosen = sums.Prices(factors, choice["is_fixed"], choice["more_a_year"])
    as_published = sensitivity.PUBLISHED.get(choice["post"], sensitivity.PUBLISHED["service"])
    published = sums.additional(amounts, as_published, sums.Prices(factors))
    computed = sums.additional(amounts, choice["base"], prices_chosen)
    return amounts, computed, prices_chosen, published


@app.cell
def _(
    area_choice,
    assumed_choice,
    first_choice,
    language,
    language_choice,
    last_choice,
    marts,
    mo,
    more_choice,
    post_choice,
    price_choice,
    steps_choice,
    words,
):
    warning = marts.warning(language)
    of_steps = [steps_choice, assumed_choice] if post_choice.value == "steps" else []
    mo.vstack(
        [
            mo.md(f"# {words['base_title']}"),
            *([mo.callout(warning, kind="warn")] if warning else []),
            mo.md(words["base_about"]),
            language_choice,
            area_choice,
            post_choice,
            *of_steps,
            mo.hstack([first_choice, last_choice], justify="start"),
            price_choice,
            more_choice,
        ]
    )
    return


@app.cell
def _(chosen, computed, language, mo, published, sensitivity, words):
    mo.vstack(
        [
            mo.Html(sensitivity.picture(published, computed, language)),
            mo.Html(chosen.table(words["chosen"], sensitivity.years_table(computed, language))),
            mo.Html(chosen.table(words["published"], sensitivity.years_table(published, language))),
        ]
    )
    return


@app.cell
def _(amounts, chosen, language, mo, prices_chosen, sensitivity, words):
    every = sensitivity.periods_table(amounts, prices_chosen, language)
    mo.vstack(
        [mo.md(words["all_periods_about"]), mo.Html(chosen.table(words["all_periods"], every))]
    )
    return (every,)


if __name__ == "__main__":
    app.run()
