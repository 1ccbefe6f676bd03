"""From a text to candidate figures: numbers that state something about training, with what the words around them say.

Rules and word lists only, no model. Number, unit and qualifier are read; place, period, tier and status are proposed,
each with the place of the words that it rests on, for a person to confirm.
"""
