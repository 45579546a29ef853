-- Placed children per 1,000 inhabitants of 0-17 years, in all and by form (Fig. 35).
{{ key_figure_rows(
    ref('core_placed_on_cut_date'),
    'cut_date',
    'cut_date',
    {
        'total': 'placed_count',
        'institution': 'institution_count',
        'foster': 'foster_count',
        'network': 'network_count',
    },
    'population',
) }}
