"""The screens, and the panels and fields that they are made of."""
