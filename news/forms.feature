Every form tells all that is wrong with what was sent at once, each at its field, in the title and with the focus.
