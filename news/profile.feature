The graphic profile, colours, type and logotype, is changed in one control panel with a live sample; colours that cannot be read on each other are refused.
