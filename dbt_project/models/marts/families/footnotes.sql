-- The texts of the notes that note_ids name, a row per note.

select
    note_id,
    text_da,
    text_en,
    -- A remark that the report makes more than once has the pages of all places.
    string_agg(distinct source_page, ', ' order by source_page) as source_page
from {{ ref('notes') }}
group by note_id, text_da, text_en
order by note_id
