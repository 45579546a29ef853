-- Every area with the municipalities that make it up, and how many they are; a municipality is made
-- up of itself.

with municipalities as (

    select
        kommune_kode as municipality_code,
        kommune_navn as municipality,
        region_kode as region_code,
        region_navn as region,
        -- Christiansø has an area code but no council: it keeps no cases, and no sum waits for it.
        dst_kommunegruppe_kode is not null as has_council
    from {{ ref('municipalities') }}

),

members as (

    select
        'municipality' as area_type,
        municipality_code as area_code,
        municipality as area,
        municipality_code
    from municipalities

    union all

    select
        'region' as area_type,
        region_code as area_code,
        region as area,
        municipality_code
    from municipalities
    where has_council

    union all

    select
        'country' as area_type,
        '000' as area_code,
        'Hele landet' as area,
        municipality_code
    from municipalities
    where has_council

)

select
    area_type,
    area_code,
    area,
    municipality_code,
    count(*) over (partition by area_code) as member_count
from members
