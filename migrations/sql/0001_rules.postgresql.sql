-- What the store refuses by itself, whoever writes to it. One statement ends at a line that holds only "//".
-- The same rules for SQLite stand in 0001_rules.sqlite.sql, in the same order.

-- Journal: an entry follows its predecessor, and only entries move the head. --------------------------------------
CREATE FUNCTION journal_head_starts_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.epoch <> 1 OR NEW.seq <> 0 OR NEW.hash <> decode(repeat('00', 32), 'hex') THEN
        RAISE EXCEPTION 'refused: a journal starts at entry 0' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER journal_head_starts_empty BEFORE INSERT ON journal_head
FOR EACH ROW EXECUTE FUNCTION journal_head_starts_empty()
//
CREATE FUNCTION journal_head_follows_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
        SELECT 1 FROM journal_entry
        WHERE site_id = NEW.site_id AND seq = NEW.seq AND epoch = NEW.epoch AND hash = NEW.hash)
    THEN
        RAISE EXCEPTION 'refused: only an entry moves the head' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER journal_head_follows_entry BEFORE UPDATE ON journal_head
FOR EACH ROW EXECUTE FUNCTION journal_head_follows_entry()
//
CREATE FUNCTION journal_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM journal_head
        WHERE site_id = NEW.site_id AND seq = NEW.seq - 1 AND hash = NEW.prev_hash
            AND (epoch = NEW.epoch OR (epoch = NEW.epoch - 1 AND NEW.action_type = 'journal.new_epoch')))
    THEN
        RAISE EXCEPTION 'refused: an entry must follow its predecessor'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM journal_entry WHERE action_id = NEW.action_id OR hash = NEW.hash) THEN
        RAISE EXCEPTION 'refused: this action is already posted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM document WHERE site_id = NEW.site_id AND seq = NEW.seq AND (
            (business_date <> NEW.business_date AND NEW.action_type <> 'approvals.decide')
            OR actor <> NEW.actor OR line_count <> (
                SELECT count(*) FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq)))
    THEN
        RAISE EXCEPTION 'refused: the document differs from its entry or lines'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM document AS reversal
        JOIN movement AS original ON original.site_id = reversal.site_id AND original.seq = reversal.reverses_seq
        LEFT JOIN movement AS mirror ON mirror.site_id = reversal.site_id AND mirror.seq = reversal.seq
            AND mirror.line = original.line AND mirror.lot_id = original.lot_id
            AND mirror.depot_code = original.depot_code
            AND mirror.from_place = original.to_place AND mirror.to_place = original.from_place
            AND mirror.quantity = original.quantity AND mirror.amount_fen = original.amount_fen
        WHERE reversal.site_id = NEW.site_id AND reversal.seq = NEW.seq AND mirror.line IS NULL)
        OR EXISTS (
        SELECT 1 FROM document AS reversal
        JOIN document AS original ON original.site_id = reversal.site_id AND original.seq = reversal.reverses_seq
        WHERE reversal.site_id = NEW.site_id AND reversal.seq = NEW.seq
            AND (original.kind = 'reversal' OR original.line_count <> reversal.line_count
                OR original.depot_code <> reversal.depot_code))
    THEN
        RAISE EXCEPTION 'refused: a reversal mirrors a whole document'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER journal_entry_follows BEFORE INSERT ON journal_entry
FOR EACH ROW EXECUTE FUNCTION journal_entry_follows()
//
CREATE FUNCTION journal_entry_moves_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE journal_head SET epoch = NEW.epoch, seq = NEW.seq, hash = NEW.hash WHERE site_id = NEW.site_id;
    RETURN NULL;
END $$
//
CREATE TRIGGER journal_entry_moves_head AFTER INSERT ON journal_entry
FOR EACH ROW EXECUTE FUNCTION journal_entry_moves_head()
//
-- Stock documents and movements. ----------------------------------------------------------------------------------
CREATE FUNCTION document_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1) THEN
        RAISE EXCEPTION 'refused: a document is posted with the next entry'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM period_closing
        WHERE site_id = NEW.site_id AND depot_code IN (NEW.depot_code, NEW.peer_depot)
            AND closed_through >= NEW.business_date)
    THEN
        RAISE EXCEPTION 'refused: the period is closed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER document_is_next BEFORE INSERT ON document
FOR EACH ROW EXECUTE FUNCTION document_is_next()
//
CREATE FUNCTION movement_before_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1)
        OR NOT EXISTS (
            SELECT 1 FROM document
            WHERE site_id = NEW.site_id AND seq = NEW.seq AND NEW.depot_code IN (depot_code, peer_depot)
                AND business_date = NEW.business_date AND line_count >= NEW.line)
    THEN
        RAISE EXCEPTION 'refused: a line belongs to a document being posted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER movement_before_entry BEFORE INSERT ON movement
FOR EACH ROW EXECUTE FUNCTION movement_before_entry()
//
CREATE FUNCTION movement_moves_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    from_bucket text;
    to_bucket text;
    settled boolean := false;
    lot_expires_on date;
BEGIN
    SELECT bucket INTO from_bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.from_place;
    SELECT bucket INTO to_bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.to_place;
    IF (SELECT count(*) FROM balance WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code
            AND lot_id = NEW.lot_id AND place_code IN (NEW.from_place, NEW.to_place)) < 2
    THEN
        SELECT expires_on INTO lot_expires_on FROM lot WHERE site_id = NEW.site_id AND lot_id = NEW.lot_id;
        INSERT INTO balance (site_id, depot_code, lot_id, place_code, item_code, bucket, is_single, expires_on,
            quantity, amount_fen, latest_date, seq, line)
        VALUES
            (NEW.site_id, NEW.depot_code, NEW.lot_id, NEW.from_place, NEW.item_code, from_bucket, NEW.is_single,
                lot_expires_on, 0, 0, NEW.business_date, 0, 0),
            (NEW.site_id, NEW.depot_code, NEW.lot_id, NEW.to_place, NEW.item_code, to_bucket, NEW.is_single,
                lot_expires_on, 0, 0, NEW.business_date, 0, 0)
        ON CONFLICT DO NOTHING;
    END IF;
    UPDATE balance SET quantity = quantity - NEW.quantity, amount_fen = amount_fen - NEW.amount_fen,
        latest_date = greatest(latest_date, NEW.business_date), seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND place_code = NEW.from_place
        AND lot_id = NEW.lot_id;
    UPDATE balance SET quantity = quantity + NEW.quantity, amount_fen = amount_fen + NEW.amount_fen,
        latest_date = greatest(latest_date, NEW.business_date), seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND place_code = NEW.to_place
        AND lot_id = NEW.lot_id;
    IF from_bucket <> to_bucket THEN
        INSERT INTO item_total (site_id, depot_code, item_code, bucket, quantity, amount_fen, seq, line)
        SELECT NEW.site_id, NEW.depot_code, NEW.item_code, moved.bucket, 0, 0, 0, 0
        FROM unnest(ARRAY[from_bucket, to_bucket]) AS moved(bucket)
        WHERE moved.bucket <> 'outside' AND NOT EXISTS (
            SELECT 1 FROM item_total
            WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
                AND item_total.bucket = moved.bucket);
        UPDATE item_total SET quantity = quantity - NEW.quantity, amount_fen = amount_fen - NEW.amount_fen,
            seq = NEW.seq, line = NEW.line
        WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
            AND bucket = from_bucket;
        UPDATE item_total SET quantity = quantity + NEW.quantity, amount_fen = amount_fen + NEW.amount_fen,
            seq = NEW.seq, line = NEW.line
        WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
            AND bucket = to_bucket;
    END IF;
    -- What is still out of a line: goods that are to come back or on their way, until a later line settles them.
    IF NEW.of_seq IS NOT NULL THEN
        UPDATE open_line SET left_quantity = left_quantity - NEW.quantity, seq = NEW.seq, line = NEW.line
        WHERE site_id = NEW.site_id AND of_seq = NEW.of_seq AND of_line = NEW.of_line AND lot_id = NEW.lot_id
            AND depot_code = NEW.depot_code AND bucket = from_bucket;
        settled := FOUND;
        UPDATE open_line SET left_quantity = left_quantity + NEW.quantity, seq = NEW.seq, line = NEW.line
        WHERE site_id = NEW.site_id AND of_seq = NEW.of_seq AND of_line = NEW.of_line AND lot_id = NEW.lot_id
            AND depot_code = NEW.depot_code AND bucket = to_bucket;
    ELSIF to_bucket IN ('issued', 'on_loan', 'in_transit') THEN
        INSERT INTO open_line (site_id, of_seq, of_line, depot_code, lot_id, item_code, bucket, due_on, quantity,
            left_quantity, seq, line)
        SELECT NEW.site_id, NEW.seq, NEW.line, NEW.depot_code, NEW.lot_id, NEW.item_code, to_bucket,
            coalesce(document.due_on, DATE '9999-12-31'), NEW.quantity, NEW.quantity, NEW.seq, NEW.line
        FROM document WHERE document.site_id = NEW.site_id AND document.seq = NEW.seq;
    END IF;
    IF from_bucket IN ('issued', 'on_loan', 'in_transit') AND NOT settled THEN
        RAISE EXCEPTION 'refused: what comes back names the line that it settles'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
//
CREATE TRIGGER movement_moves_balances AFTER INSERT ON movement
FOR EACH ROW EXECUTE FUNCTION movement_moves_balances()
//
-- A balance moves only by a movement it has not yet seen, and by exactly that much. --------------------------------
CREATE FUNCTION balance_starts_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.quantity <> 0 OR NEW.amount_fen <> 0 OR NEW.seq <> 0 OR NEW.line <> 0 THEN
        RAISE EXCEPTION 'refused: a balance starts at zero' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER balance_starts_empty BEFORE INSERT ON balance
FOR EACH ROW EXECUTE FUNCTION balance_starts_empty()
//
CREATE FUNCTION balance_expires_with_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.expires_on IS DISTINCT FROM
        (SELECT expires_on FROM lot WHERE site_id = NEW.site_id AND lot_id = NEW.lot_id)
    THEN
        RAISE EXCEPTION 'refused: a balance expires with its lot' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER balance_expires_with_lot BEFORE INSERT ON balance
FOR EACH ROW EXECUTE FUNCTION balance_expires_with_lot()
//
CREATE FUNCTION balance_follows_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.site_id, NEW.depot_code, NEW.lot_id, NEW.place_code, NEW.item_code, NEW.bucket, NEW.is_single,
            NEW.expires_on)
        IS DISTINCT FROM
        (OLD.site_id, OLD.depot_code, OLD.lot_id, OLD.place_code, OLD.item_code, OLD.bucket, OLD.is_single,
            OLD.expires_on)
        OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
        OR NOT EXISTS (
            SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
                AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id
                AND NEW.latest_date = greatest(OLD.latest_date, business_date)
                AND ((from_place = NEW.place_code AND NEW.quantity = OLD.quantity - quantity
                        AND NEW.amount_fen = OLD.amount_fen - amount_fen)
                    OR (to_place = NEW.place_code AND NEW.quantity = OLD.quantity + quantity
                        AND NEW.amount_fen = OLD.amount_fen + amount_fen)))
    THEN
        RAISE EXCEPTION 'refused: only a movement changes a balance'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER balance_follows_movement BEFORE UPDATE ON balance
FOR EACH ROW EXECUTE FUNCTION balance_follows_movement()
//
CREATE TRIGGER item_total_starts_empty BEFORE INSERT ON item_total
FOR EACH ROW EXECUTE FUNCTION balance_starts_empty()
//
CREATE FUNCTION item_total_follows_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.site_id, NEW.depot_code, NEW.item_code, NEW.bucket)
        IS DISTINCT FROM (OLD.site_id, OLD.depot_code, OLD.item_code, OLD.bucket)
        OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
        OR NOT EXISTS (
            SELECT 1 FROM movement
            JOIN place AS origin ON origin.depot_code = movement.depot_code AND origin.code = movement.from_place
            JOIN place AS goal ON goal.depot_code = movement.depot_code AND goal.code = movement.to_place
            WHERE movement.site_id = NEW.site_id AND movement.seq = NEW.seq AND movement.line = NEW.line
                AND movement.depot_code = NEW.depot_code AND movement.item_code = NEW.item_code
                AND origin.bucket <> goal.bucket
                AND ((origin.bucket = NEW.bucket AND NEW.quantity = OLD.quantity - movement.quantity
                        AND NEW.amount_fen = OLD.amount_fen - movement.amount_fen)
                    OR (goal.bucket = NEW.bucket AND NEW.quantity = OLD.quantity + movement.quantity
                        AND NEW.amount_fen = OLD.amount_fen + movement.amount_fen)))
    THEN
        RAISE EXCEPTION 'refused: only a movement changes a total' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER item_total_follows_movement BEFORE UPDATE ON item_total
FOR EACH ROW EXECUTE FUNCTION item_total_follows_movement()
//
CREATE FUNCTION open_line_starts_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.left_quantity <> NEW.quantity OR NOT EXISTS (
        SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.of_seq AND line = NEW.of_line
            AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id AND item_code = NEW.item_code
            AND quantity = NEW.quantity AND NEW.seq = seq AND NEW.line = line)
        OR NOT EXISTS (
            SELECT 1 FROM document WHERE site_id = NEW.site_id AND seq = NEW.of_seq
                AND NEW.due_on = coalesce(due_on, DATE '9999-12-31'))
    THEN
        RAISE EXCEPTION 'refused: a line is opened whole' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER open_line_starts_whole BEFORE INSERT ON open_line
FOR EACH ROW EXECUTE FUNCTION open_line_starts_whole()
//
CREATE FUNCTION open_line_follows_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.site_id, NEW.of_seq, NEW.of_line, NEW.depot_code, NEW.lot_id, NEW.item_code, NEW.bucket, NEW.due_on,
            NEW.quantity)
        IS DISTINCT FROM
        (OLD.site_id, OLD.of_seq, OLD.of_line, OLD.depot_code, OLD.lot_id, OLD.item_code, OLD.bucket, OLD.due_on,
            OLD.quantity)
        OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
        OR NOT EXISTS (
            SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
                AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id
                AND of_seq = NEW.of_seq AND of_line = NEW.of_line
                AND abs(NEW.left_quantity - OLD.left_quantity) = quantity)
    THEN
        RAISE EXCEPTION 'refused: only a movement settles a line' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER open_line_follows_movement BEFORE UPDATE ON open_line
FOR EACH ROW EXECUTE FUNCTION open_line_follows_movement()
//
CREATE FUNCTION period_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM period_closing
        WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND closed_through >= NEW.closed_through)
    THEN
        RAISE EXCEPTION 'refused: a closed period is never reopened'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER period_moves_forward BEFORE INSERT ON period_closing
FOR EACH ROW EXECUTE FUNCTION period_moves_forward()
//
CREATE FUNCTION place_keeps_its_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.depot_code, NEW.code, NEW.bucket, NEW.kind) IS DISTINCT FROM
        (OLD.depot_code, OLD.code, OLD.bucket, OLD.kind)
    THEN
        RAISE EXCEPTION 'refused: a place keeps its code and kind'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER place_keeps_its_kind BEFORE UPDATE ON place
FOR EACH ROW EXECUTE FUNCTION place_keeps_its_kind()
//
CREATE FUNCTION lot_keeps_its_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.site_id, NEW.lot_id, NEW.item_code, NEW.is_single, NEW.label_code, NEW.expires_on) IS DISTINCT FROM
        (OLD.site_id, OLD.lot_id, OLD.item_code, OLD.is_single, OLD.label_code, OLD.expires_on)
    THEN
        RAISE EXCEPTION 'refused: a lot keeps its item, label and expiry' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER lot_keeps_its_item BEFORE UPDATE ON lot
FOR EACH ROW EXECUTE FUNCTION lot_keeps_its_item()
//
-- Funds: the same shape. -------------------------------------------------------------------------------------------
CREATE FUNCTION fund_movement_before_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1)
        OR (SELECT appropriation_id FROM fund_account WHERE site_id = NEW.site_id AND account = NEW.from_account)
            IS DISTINCT FROM
            (SELECT appropriation_id FROM fund_account WHERE site_id = NEW.site_id AND account = NEW.to_account)
    THEN
        RAISE EXCEPTION 'refused: money moves within its appropriation, with the next entry'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER fund_movement_before_entry BEFORE INSERT ON fund_movement
FOR EACH ROW EXECUTE FUNCTION fund_movement_before_entry()
//
CREATE FUNCTION fund_movement_moves_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fund_balance (site_id, account, bucket, amount_fen, seq, line)
    SELECT site_id, account, bucket, 0, 0, 0 FROM fund_account
    WHERE site_id = NEW.site_id AND account IN (NEW.from_account, NEW.to_account)
    ON CONFLICT DO NOTHING;
    UPDATE fund_balance SET amount_fen = amount_fen - NEW.amount_fen, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND account = NEW.from_account;
    UPDATE fund_balance SET amount_fen = amount_fen + NEW.amount_fen, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND account = NEW.to_account;
    RETURN NULL;
END $$
//
CREATE TRIGGER fund_movement_moves_balances AFTER INSERT ON fund_movement
FOR EACH ROW EXECUTE FUNCTION fund_movement_moves_balances()
//
CREATE FUNCTION fund_balance_starts_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amount_fen <> 0 OR NEW.seq <> 0 OR NEW.line <> 0 THEN
        RAISE EXCEPTION 'refused: a balance starts at zero' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER fund_balance_starts_empty BEFORE INSERT ON fund_balance
FOR EACH ROW EXECUTE FUNCTION fund_balance_starts_empty()
//
CREATE FUNCTION fund_balance_follows_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.site_id, NEW.account, NEW.bucket) IS DISTINCT FROM (OLD.site_id, OLD.account, OLD.bucket)
        OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
        OR NOT EXISTS (
            SELECT 1 FROM fund_movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
                AND ((from_account = NEW.account AND NEW.amount_fen = OLD.amount_fen - amount_fen)
                    OR (to_account = NEW.account AND NEW.amount_fen = OLD.amount_fen + amount_fen)))
    THEN
        RAISE EXCEPTION 'refused: only a movement changes a balance'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER fund_balance_follows_movement BEFORE UPDATE ON fund_balance
FOR EACH ROW EXECUTE FUNCTION fund_balance_follows_movement()
//
-- Approvals: nothing is approved by whoever drew it up, nor twice. ------------------------------------------------
CREATE FUNCTION proposal_starts_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'open' OR NEW.steps_done <> 0 OR EXISTS (
        SELECT 1 FROM proposal WHERE number = NEW.number OR (site_id = NEW.site_id AND seq = NEW.seq)
            OR (action_id = NEW.action_id AND state IN ('open', 'approved')))
    THEN
        RAISE EXCEPTION 'refused: an action is submitted once'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER proposal_starts_open BEFORE INSERT ON proposal
FOR EACH ROW EXECUTE FUNCTION proposal_starts_open()
//
CREATE FUNCTION proposal_is_closed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'open' OR NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq OR NEW.number <> OLD.number
        OR NEW.action_id <> OLD.action_id OR NEW.action_type <> OLD.action_type OR NEW.drafted_by <> OLD.drafted_by
        OR NEW.steps <> OLD.steps OR NEW.steps_needed <> OLD.steps_needed OR NEW.steps_done < OLD.steps_done
        OR NEW.steps_done <> (
            SELECT count(*) FROM proposal_decision
            WHERE site_id = NEW.site_id AND of_seq = NEW.seq AND verdict = 'approve')
        OR (NEW.state = 'approved' AND NEW.steps_done <> NEW.steps_needed)
    THEN
        RAISE EXCEPTION 'refused: a proposal is closed once, by its decisions'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER proposal_is_closed_once BEFORE UPDATE ON proposal
FOR EACH ROW EXECUTE FUNCTION proposal_is_closed_once()
//
CREATE FUNCTION proposal_decision_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM proposal
        WHERE site_id = NEW.site_id AND seq = NEW.of_seq AND state = 'open' AND steps_done = NEW.step - 1
            AND next_role = NEW.role AND drafted_by <> NEW.decided_by)
        OR EXISTS (
        SELECT 1 FROM proposal_decision
        WHERE site_id = NEW.site_id
            AND (seq = NEW.seq OR (of_seq = NEW.of_seq AND (step = NEW.step OR decided_by = NEW.decided_by))))
    THEN
        RAISE EXCEPTION 'refused: each step is decided by another person'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER proposal_decision_by_another BEFORE INSERT ON proposal_decision
FOR EACH ROW EXECUTE FUNCTION proposal_decision_by_another()
//
-- Papers: bytes come once and stay; a paper is detached once. -------------------------------------------------------
CREATE FUNCTION paper_content_comes_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.content IS NOT NULL OR NEW.hash <> OLD.hash OR NEW.size <> OLD.size
    THEN
        RAISE EXCEPTION 'refused: the bytes of a paper are never changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER paper_content_comes_once BEFORE UPDATE ON paper_content
FOR EACH ROW EXECUTE FUNCTION paper_content_comes_once()
//
CREATE FUNCTION attached_paper_is_detached_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.detached_seq IS NOT NULL OR NEW.detached_seq IS NULL OR NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq
        OR NEW.subject_kind <> OLD.subject_kind OR NEW.subject <> OLD.subject OR NEW.kind <> OLD.kind
        OR NEW.file_name <> OLD.file_name OR NEW.media_type <> OLD.media_type OR NEW.size <> OLD.size
        OR NEW.hash <> OLD.hash OR NEW.note <> OLD.note OR NEW.attached_on <> OLD.attached_on
        OR NEW.actor <> OLD.actor
    THEN
        RAISE EXCEPTION 'refused: a paper is detached once, and else stays as it is'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER attached_paper_is_detached_once BEFORE UPDATE ON attached_paper
FOR EACH ROW EXECUTE FUNCTION attached_paper_is_detached_once()
//
-- What is written stays written. -----------------------------------------------------------------------------------
CREATE FUNCTION is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused: % is never %', TG_TABLE_NAME, CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END
        USING ERRCODE = 'integrity_constraint_violation';
END $$
//
CREATE TRIGGER store_keeps_rows BEFORE UPDATE ON store
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER journal_entry_keeps_rows BEFORE UPDATE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER document_keeps_rows BEFORE UPDATE ON document
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER movement_keeps_rows BEFORE UPDATE ON movement
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER period_closing_keeps_rows BEFORE UPDATE ON period_closing
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transfer_keeps_rows BEFORE UPDATE ON transfer
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transit_policy_keeps_rows BEFORE UPDATE ON transit_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_account_keeps_rows BEFORE UPDATE ON fund_account
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_movement_keeps_rows BEFORE UPDATE ON fund_movement
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_report_keeps_rows BEFORE UPDATE ON fund_report
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_keeps_rows BEFORE UPDATE ON allotment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_change_keeps_rows BEFORE UPDATE ON allotment_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_adjustment_keeps_rows BEFORE UPDATE ON appropriation_adjustment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_purpose_keeps_rows BEFORE UPDATE ON appropriation_purpose
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_carried_over_keeps_rows BEFORE UPDATE ON fund_carried_over
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_return_keeps_rows BEFORE UPDATE ON fund_return
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_surplus_rule_keeps_rows BEFORE UPDATE ON fund_surplus_rule
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_policy_keeps_rows BEFORE UPDATE ON emergency_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER blank_form_line_keeps_rows BEFORE UPDATE ON blank_form_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER upkeep_keeps_rows BEFORE UPDATE ON upkeep
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER component_keeps_rows BEFORE UPDATE ON component
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appraisal_keeps_rows BEFORE UPDATE ON appraisal
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER disposal_keeps_rows BEFORE UPDATE ON disposal
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER rotation_keeps_rows BEFORE UPDATE ON rotation
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER handling_unit_keeps_rows BEFORE UPDATE ON handling_unit
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER unit_move_keeps_rows BEFORE UPDATE ON unit_move
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_record_keeps_rows BEFORE UPDATE ON count_record
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_unknown_keeps_rows BEFORE UPDATE ON count_unknown
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_order_keeps_rows BEFORE UPDATE ON emergency_order
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_request_line_keeps_rows BEFORE UPDATE ON relief_request_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_order_line_keeps_rows BEFORE UPDATE ON relief_order_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER receipt_detail_keeps_rows BEFORE UPDATE ON receipt_detail
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER ordered_line_keeps_rows BEFORE UPDATE ON ordered_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER donation_keeps_rows BEFORE UPDATE ON donation
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_keeps_rows BEFORE UPDATE ON inspection
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspector_keeps_rows BEFORE UPDATE ON inspector
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_line_keeps_rows BEFORE UPDATE ON inspection_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER sent_back_keeps_rows BEFORE UPDATE ON sent_back
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER owner_change_keeps_rows BEFORE UPDATE ON owner_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_keeps_rows BEFORE UPDATE ON call_off
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_line_keeps_rows BEFORE UPDATE ON call_off_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER deadline_override_keeps_rows BEFORE UPDATE ON deadline_override
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER proposal_decision_keeps_rows BEFORE UPDATE ON proposal_decision
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_issue_keeps_rows BEFORE UPDATE ON distribution_issue
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE FUNCTION bond_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.settled_seq IS NOT NULL OR NEW.settled_seq IS NULL OR NEW.amount_fen <> OLD.amount_fen
        OR NEW.supplier <> OLD.supplier OR NEW.received_on <> OLD.received_on OR NEW.paper_number <> OLD.paper_number
    THEN
        RAISE EXCEPTION 'refused: a bond is settled once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
//
CREATE TRIGGER bond_is_settled_once BEFORE UPDATE ON bond
FOR EACH ROW EXECUTE FUNCTION bond_is_settled_once()
//
CREATE TRIGGER emergency_purchase_keeps_rows BEFORE UPDATE ON emergency_purchase
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_quote_keeps_rows BEFORE UPDATE ON emergency_quote
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER milestone_keeps_rows BEFORE UPDATE ON milestone
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER bid_keeps_rows BEFORE UPDATE ON bid
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER award_passed_keeps_rows BEFORE UPDATE ON award_passed
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER procurement_threshold_keeps_rows BEFORE UPDATE ON procurement_threshold
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_member_keeps_rows BEFORE UPDATE ON acceptance_member
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_policy_keeps_rows BEFORE UPDATE ON acceptance_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_change_keeps_rows BEFORE UPDATE ON contract_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_keeps_rows BEFORE UPDATE ON contract_acceptance
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_line_keeps_rows BEFORE UPDATE ON contract_acceptance_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_keeps_rows BEFORE UPDATE ON invoice
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_line_keeps_rows BEFORE UPDATE ON invoice_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_keeps_rows BEFORE UPDATE ON payment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_share_keeps_rows BEFORE UPDATE ON payment_share
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_keeps_rows BEFORE UPDATE ON payment_return
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_share_keeps_rows BEFORE UPDATE ON payment_return_share
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_keeps_rows BEFORE UPDATE ON money_list
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_difference_keeps_rows BEFORE UPDATE ON money_list_difference
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER store_keeps_all BEFORE DELETE ON store
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER store_is_not_emptied BEFORE TRUNCATE ON store
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER journal_entry_keeps_all BEFORE DELETE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER journal_entry_is_not_emptied BEFORE TRUNCATE ON journal_entry
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER journal_head_keeps_all BEFORE DELETE ON journal_head
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER journal_head_is_not_emptied BEFORE TRUNCATE ON journal_head
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER document_keeps_all BEFORE DELETE ON document
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER document_is_not_emptied BEFORE TRUNCATE ON document
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER movement_keeps_all BEFORE DELETE ON movement
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER movement_is_not_emptied BEFORE TRUNCATE ON movement
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER period_closing_keeps_all BEFORE DELETE ON period_closing
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER period_closing_is_not_emptied BEFORE TRUNCATE ON period_closing
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transfer_keeps_all BEFORE DELETE ON transfer
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transfer_is_not_emptied BEFORE TRUNCATE ON transfer
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transit_policy_keeps_all BEFORE DELETE ON transit_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER transit_policy_is_not_emptied BEFORE TRUNCATE ON transit_policy
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_account_keeps_all BEFORE DELETE ON fund_account
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_account_is_not_emptied BEFORE TRUNCATE ON fund_account
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_movement_keeps_all BEFORE DELETE ON fund_movement
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_movement_is_not_emptied BEFORE TRUNCATE ON fund_movement
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_report_keeps_all BEFORE DELETE ON fund_report
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_report_is_not_emptied BEFORE TRUNCATE ON fund_report
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_keeps_all BEFORE DELETE ON allotment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_is_not_emptied BEFORE TRUNCATE ON allotment
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_change_keeps_all BEFORE DELETE ON allotment_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER allotment_change_is_not_emptied BEFORE TRUNCATE ON allotment_change
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_adjustment_keeps_all BEFORE DELETE ON appropriation_adjustment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_adjustment_is_not_emptied BEFORE TRUNCATE ON appropriation_adjustment
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_purpose_keeps_all BEFORE DELETE ON appropriation_purpose
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appropriation_purpose_is_not_emptied BEFORE TRUNCATE ON appropriation_purpose
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_carried_over_keeps_all BEFORE DELETE ON fund_carried_over
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_carried_over_is_not_emptied BEFORE TRUNCATE ON fund_carried_over
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_return_keeps_all BEFORE DELETE ON fund_return
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_return_is_not_emptied BEFORE TRUNCATE ON fund_return
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_surplus_rule_keeps_all BEFORE DELETE ON fund_surplus_rule
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_surplus_rule_is_not_emptied BEFORE TRUNCATE ON fund_surplus_rule
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER balance_keeps_all BEFORE DELETE ON balance
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER balance_is_not_emptied BEFORE TRUNCATE ON balance
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER item_total_keeps_all BEFORE DELETE ON item_total
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER item_total_is_not_emptied BEFORE TRUNCATE ON item_total
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER open_line_keeps_all BEFORE DELETE ON open_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER open_line_is_not_emptied BEFORE TRUNCATE ON open_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER claim_keeps_all BEFORE DELETE ON claim
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER claim_is_not_emptied BEFORE TRUNCATE ON claim
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER debt_keeps_all BEFORE DELETE ON debt
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER debt_is_not_emptied BEFORE TRUNCATE ON debt
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_policy_keeps_all BEFORE DELETE ON emergency_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_policy_is_not_emptied BEFORE TRUNCATE ON emergency_policy
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER blank_form_keeps_all BEFORE DELETE ON blank_form
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER blank_form_is_not_emptied BEFORE TRUNCATE ON blank_form
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER blank_form_line_keeps_all BEFORE DELETE ON blank_form_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER blank_form_line_is_not_emptied BEFORE TRUNCATE ON blank_form_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER upkeep_keeps_all BEFORE DELETE ON upkeep
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER upkeep_is_not_emptied BEFORE TRUNCATE ON upkeep
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER component_keeps_all BEFORE DELETE ON component
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER component_is_not_emptied BEFORE TRUNCATE ON component
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appraisal_keeps_all BEFORE DELETE ON appraisal
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER appraisal_is_not_emptied BEFORE TRUNCATE ON appraisal
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER disposal_keeps_all BEFORE DELETE ON disposal
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER disposal_is_not_emptied BEFORE TRUNCATE ON disposal
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER rotation_keeps_all BEFORE DELETE ON rotation
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER rotation_is_not_emptied BEFORE TRUNCATE ON rotation
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER handling_unit_keeps_all BEFORE DELETE ON handling_unit
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER handling_unit_is_not_emptied BEFORE TRUNCATE ON handling_unit
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER unit_move_keeps_all BEFORE DELETE ON unit_move
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER unit_move_is_not_emptied BEFORE TRUNCATE ON unit_move
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_order_keeps_all BEFORE DELETE ON emergency_order
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_order_is_not_emptied BEFORE TRUNCATE ON emergency_order
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER kit_keeps_all BEFORE DELETE ON kit
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER kit_is_not_emptied BEFORE TRUNCATE ON kit
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER incident_keeps_all BEFORE DELETE ON incident
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER incident_is_not_emptied BEFORE TRUNCATE ON incident
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_request_keeps_all BEFORE DELETE ON relief_request
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_request_is_not_emptied BEFORE TRUNCATE ON relief_request
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_request_line_keeps_all BEFORE DELETE ON relief_request_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_request_line_is_not_emptied BEFORE TRUNCATE ON relief_request_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_order_keeps_all BEFORE DELETE ON relief_order
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_order_is_not_emptied BEFORE TRUNCATE ON relief_order
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_order_line_keeps_all BEFORE DELETE ON relief_order_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER relief_order_line_is_not_emptied BEFORE TRUNCATE ON relief_order_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER receipt_detail_keeps_all BEFORE DELETE ON receipt_detail
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER receipt_detail_is_not_emptied BEFORE TRUNCATE ON receipt_detail
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER ordered_line_keeps_all BEFORE DELETE ON ordered_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER ordered_line_is_not_emptied BEFORE TRUNCATE ON ordered_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER donation_keeps_all BEFORE DELETE ON donation
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER donation_is_not_emptied BEFORE TRUNCATE ON donation
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_keeps_all BEFORE DELETE ON inspection
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_is_not_emptied BEFORE TRUNCATE ON inspection
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspector_keeps_all BEFORE DELETE ON inspector
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspector_is_not_emptied BEFORE TRUNCATE ON inspector
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_line_keeps_all BEFORE DELETE ON inspection_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER inspection_line_is_not_emptied BEFORE TRUNCATE ON inspection_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER sent_back_keeps_all BEFORE DELETE ON sent_back
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER sent_back_is_not_emptied BEFORE TRUNCATE ON sent_back
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER owner_change_keeps_all BEFORE DELETE ON owner_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER owner_change_is_not_emptied BEFORE TRUNCATE ON owner_change
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_keeps_all BEFORE DELETE ON call_off
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_is_not_emptied BEFORE TRUNCATE ON call_off
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_line_keeps_all BEFORE DELETE ON call_off_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER call_off_line_is_not_emptied BEFORE TRUNCATE ON call_off_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER deadline_override_keeps_all BEFORE DELETE ON deadline_override
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER deadline_override_is_not_emptied BEFORE TRUNCATE ON deadline_override
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER agreement_keeps_all BEFORE DELETE ON agreement
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER agreement_is_not_emptied BEFORE TRUNCATE ON agreement
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER agreement_line_keeps_all BEFORE DELETE ON agreement_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER agreement_line_is_not_emptied BEFORE TRUNCATE ON agreement_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_session_keeps_all BEFORE DELETE ON count_session
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_session_is_not_emptied BEFORE TRUNCATE ON count_session
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_key_keeps_all BEFORE DELETE ON count_key
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_key_is_not_emptied BEFORE TRUNCATE ON count_key
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_record_keeps_all BEFORE DELETE ON count_record
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_record_is_not_emptied BEFORE TRUNCATE ON count_record
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_unknown_keeps_all BEFORE DELETE ON count_unknown
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER count_unknown_is_not_emptied BEFORE TRUNCATE ON count_unknown
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER attachment_keeps_all BEFORE DELETE ON attachment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER attachment_is_not_emptied BEFORE TRUNCATE ON attachment
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER paper_content_keeps_all BEFORE DELETE ON paper_content
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER paper_content_is_not_emptied BEFORE TRUNCATE ON paper_content
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER attached_paper_keeps_all BEFORE DELETE ON attached_paper
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER attached_paper_is_not_emptied BEFORE TRUNCATE ON attached_paper
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_keeps_all BEFORE DELETE ON distribution
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_is_not_emptied BEFORE TRUNCATE ON distribution
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_line_keeps_all BEFORE DELETE ON distribution_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_line_is_not_emptied BEFORE TRUNCATE ON distribution_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_issue_keeps_all BEFORE DELETE ON distribution_issue
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER distribution_issue_is_not_emptied BEFORE TRUNCATE ON distribution_issue
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_purchase_keeps_all BEFORE DELETE ON emergency_purchase
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_purchase_is_not_emptied BEFORE TRUNCATE ON emergency_purchase
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_quote_keeps_all BEFORE DELETE ON emergency_quote
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER emergency_quote_is_not_emptied BEFORE TRUNCATE ON emergency_quote
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER milestone_keeps_all BEFORE DELETE ON milestone
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER milestone_is_not_emptied BEFORE TRUNCATE ON milestone
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER bid_keeps_all BEFORE DELETE ON bid
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER bid_is_not_emptied BEFORE TRUNCATE ON bid
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER award_passed_keeps_all BEFORE DELETE ON award_passed
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER award_passed_is_not_emptied BEFORE TRUNCATE ON award_passed
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER bond_keeps_all BEFORE DELETE ON bond
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER bond_is_not_emptied BEFORE TRUNCATE ON bond
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER procurement_threshold_keeps_all BEFORE DELETE ON procurement_threshold
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER procurement_threshold_is_not_emptied BEFORE TRUNCATE ON procurement_threshold
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_member_keeps_all BEFORE DELETE ON acceptance_member
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_member_is_not_emptied BEFORE TRUNCATE ON acceptance_member
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_policy_keeps_all BEFORE DELETE ON acceptance_policy
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER acceptance_policy_is_not_emptied BEFORE TRUNCATE ON acceptance_policy
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_change_keeps_all BEFORE DELETE ON contract_change
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_change_is_not_emptied BEFORE TRUNCATE ON contract_change
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_keeps_all BEFORE DELETE ON contract_acceptance
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_is_not_emptied BEFORE TRUNCATE ON contract_acceptance
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_line_keeps_all BEFORE DELETE ON contract_acceptance_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_acceptance_line_is_not_emptied BEFORE TRUNCATE ON contract_acceptance_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_keeps_all BEFORE DELETE ON invoice
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_is_not_emptied BEFORE TRUNCATE ON invoice
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_line_keeps_all BEFORE DELETE ON invoice_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER invoice_line_is_not_emptied BEFORE TRUNCATE ON invoice_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_keeps_all BEFORE DELETE ON payment
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_is_not_emptied BEFORE TRUNCATE ON payment
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_share_keeps_all BEFORE DELETE ON payment_share
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_share_is_not_emptied BEFORE TRUNCATE ON payment_share
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_keeps_all BEFORE DELETE ON payment_return
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_is_not_emptied BEFORE TRUNCATE ON payment_return
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_share_keeps_all BEFORE DELETE ON payment_return_share
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER payment_return_share_is_not_emptied BEFORE TRUNCATE ON payment_return_share
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_keeps_all BEFORE DELETE ON money_list
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_is_not_emptied BEFORE TRUNCATE ON money_list
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_difference_keeps_all BEFORE DELETE ON money_list_difference
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_difference_is_not_emptied BEFORE TRUNCATE ON money_list_difference
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_line_keeps_all BEFORE DELETE ON money_list_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER money_list_line_is_not_emptied BEFORE TRUNCATE ON money_list_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER lot_funding_keeps_all BEFORE DELETE ON lot_funding
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER lot_funding_is_not_emptied BEFORE TRUNCATE ON lot_funding
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_keeps_all BEFORE DELETE ON contract
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_is_not_emptied BEFORE TRUNCATE ON contract
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_line_keeps_all BEFORE DELETE ON contract_line
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER contract_line_is_not_emptied BEFORE TRUNCATE ON contract_line
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_balance_keeps_all BEFORE DELETE ON fund_balance
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER fund_balance_is_not_emptied BEFORE TRUNCATE ON fund_balance
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER lot_keeps_all BEFORE DELETE ON lot
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER lot_is_not_emptied BEFORE TRUNCATE ON lot
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER place_keeps_all BEFORE DELETE ON place
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER place_is_not_emptied BEFORE TRUNCATE ON place
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER depot_keeps_all BEFORE DELETE ON depot
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER depot_is_not_emptied BEFORE TRUNCATE ON depot
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER item_keeps_all BEFORE DELETE ON item
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER item_is_not_emptied BEFORE TRUNCATE ON item
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER person_keeps_all BEFORE DELETE ON person
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER person_is_not_emptied BEFORE TRUNCATE ON person
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER site_keeps_all BEFORE DELETE ON site
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER site_is_not_emptied BEFORE TRUNCATE ON site
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER approval_route_keeps_all BEFORE DELETE ON approval_route
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER approval_route_is_not_emptied BEFORE TRUNCATE ON approval_route
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER proposal_keeps_all BEFORE DELETE ON proposal
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER proposal_is_not_emptied BEFORE TRUNCATE ON proposal
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER proposal_decision_keeps_all BEFORE DELETE ON proposal_decision
FOR EACH ROW EXECUTE FUNCTION is_never_changed()
//
CREATE TRIGGER proposal_decision_is_not_emptied BEFORE TRUNCATE ON proposal_decision
FOR EACH STATEMENT EXECUTE FUNCTION is_never_changed()
//
