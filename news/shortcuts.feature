Keys answer the questions and lead to the next message; they are shown, and each person can turn them off.
