-- Who stopped all outgoing messages (DLV-14); when is there already.
alter table organization add column sends_halted_by uuid;
