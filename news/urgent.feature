A report that names a crime is urgent from its first minute: in the list, in the mail's subject, and with office hours instead of days.
