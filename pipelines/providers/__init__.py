"""What those who deliver get to see: templates, the answer to a check, and feedback to hand back.

Nothing here judges a row and nothing writes into a home. The wording of rules belongs to
``pipelines.deliveries.sentences``, what a source looks like to ``models.contract``.
"""
