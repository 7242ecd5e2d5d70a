"""Finds the words of a sentence that name a skill, by a model trained on sentences in which people marked them."""
