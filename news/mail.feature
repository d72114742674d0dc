Mails leave once the step that sends them is done. What the mail server does not take waits in an outbox, is tried again and is told to the information office.
