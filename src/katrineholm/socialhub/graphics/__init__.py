"""The graphic profile: colours, type and logotype in one place, and what is dressed in them."""
