-- The days from which on a figure does not compare with what it was before, a row per figure, area
-- and break: no line is drawn across, and no trend is read over it.

select distinct
    key_figure,
    area_code,
    breakdown,
    period_from as breaks_on,
    note_id
from {{ ref('notes') }}
where is_break
order by key_figure, area_code, breakdown, breaks_on
