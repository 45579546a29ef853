{# Tables whose rows rest on what their own municipality delivered: only the municipalities in
   derivation.to_derive are derived anew (pipelines/transformation/derivation.py decides which). #}

{# Keeps a query to the municipalities that are to be derived anew; all of them, when all are. #}
{% macro is_to_derive(municipality_code) -%}
    {% if is_incremental() -%}
        {{ municipality_code }} in (
            select municipality_code from warehouse.derivation.to_derive
        )
    {%- else -%}
        true
    {%- endif %}
{%- endmacro %}

{# The strategy of dbt that goes with it; a municipality without rows any more loses its old ones.
   A model may name the column of its municipality in its configuration. #}
{% macro get_incremental_by_municipality_sql(arguments) -%}
    delete from {{ arguments.target_relation }}
    where
        {{ config.get('municipality_column', 'municipality_code') }} in (
            select municipality_code from warehouse.derivation.to_derive
        );
    insert into {{ arguments.target_relation }} by name
    select * from {{ arguments.temp_relation }}
{%- endmacro %}
