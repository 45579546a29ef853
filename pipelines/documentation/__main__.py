"""``python -m pipelines.documentation``: write every generated file of the checkout."""

from pipelines.documentation.files import write_files

if __name__ == "__main__":
    write_files()
