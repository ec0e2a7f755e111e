"""The screens, and the panels and fields that they are made of. No screen imports another: `places` goes between them."""
