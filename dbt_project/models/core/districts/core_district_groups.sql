-- The groups of districts as areas: those of a trial, and those it is compared with.
{% set groups = {
    'forsoeg': ['trial', 'forsøgsdistrikter'],
    'sammenligning': ['comparison', 'sammenligningsdistrikter'],
} %}

with groups as (

    {% for code, names in groups.items() %}
        select
            '{{ code }}' as district_group,
            '{{ names[0] }}' as group_key,
            '{{ names[1] }}' as group_name
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select distinct
    districts.municipality_code,
    districts.district_group,
    concat(districts.municipality_code, '.', groups.group_key) as area_code,
    concat(municipalities.kommune_navn, ', ', groups.group_name) as area
from {{ ref('stg_districts') }} as districts
inner join groups
    on districts.district_group = groups.district_group
inner join {{ ref('municipalities') }} as municipalities
    on districts.municipality_code = municipalities.kommune_kode
