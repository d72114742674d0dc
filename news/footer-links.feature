The footer leads to the accessibility statement, personal data, how messages are handled, their figures and the entries by kind, the same in Classic UI and Volto.
