"""From accepted rows to marts: the dbt project run in this process, and shown as Dagster assets."""
