Registrars find what is to be registered, enter diary numbers, and take out the diary as CSV or a spreadsheet; secrecy holds back sender and subject.
