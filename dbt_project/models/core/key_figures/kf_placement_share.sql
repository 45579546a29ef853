-- Each form of placement in per cent of all placed children (Fig. 36-39).
{{ key_figure_rows(
    ref('core_placed_on_cut_date'),
    'cut_date',
    'cut_date',
    {
        'institution': 'institution_count',
        'foster': 'foster_count',
        'network': 'network_count',
    },
    'placed_count',
) }}
