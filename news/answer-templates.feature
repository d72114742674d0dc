The office writes answer templates with fields for the hub and each administration.
