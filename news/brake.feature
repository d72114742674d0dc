One visitor who sends far more reports than a person does is told when to come back (429 and Retry-After), counted by all processes together; nobody else waits.
