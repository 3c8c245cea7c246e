-- When the uploaded file of an import and its rows with problems were erased (lib/imports/erase-old-imports.ts).
alter table import_run add column erased_at timestamptz;
