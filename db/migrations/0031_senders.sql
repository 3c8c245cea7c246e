-- [ADM-02] Which of the organization's e-mail senders also writes to its own people (invitations, new passwords).
alter table sender add column account_mail boolean not null default false;
