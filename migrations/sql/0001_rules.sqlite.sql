-- What the store refuses by itself, whoever writes to it. One statement ends at a line that holds only "//".
-- The same rules for PostgreSQL stand in 0001_postgresql.sql, in the same order.

-- Journal: an entry follows its predecessor, and only entries move the head. --------------------------------------
CREATE TRIGGER journal_head_starts_empty BEFORE INSERT ON journal_head
WHEN NEW.epoch <> 1 OR NEW.seq <> 0 OR NEW.hash <> zeroblob(32)
    OR EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id)
BEGIN SELECT RAISE(ABORT, 'refused: a journal starts at entry 0'); END
//
CREATE TRIGGER journal_head_follows_entry BEFORE UPDATE ON journal_head
WHEN NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_entry
    WHERE site_id = NEW.site_id AND seq = NEW.seq AND epoch = NEW.epoch AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'refused: only an entry moves the head'); END
//
CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head
BEGIN SELECT RAISE(ABORT, 'refused: journal_head is never deleted'); END
//
CREATE TRIGGER journal_entry_follows BEFORE INSERT ON journal_entry
WHEN NOT EXISTS (
    SELECT 1 FROM journal_head
    WHERE site_id = NEW.site_id AND seq = NEW.seq - 1 AND hash = NEW.prev_hash
        AND (epoch = NEW.epoch OR (epoch = NEW.epoch - 1 AND NEW.action_type = 'journal.new_epoch')))
BEGIN SELECT RAISE(ABORT, 'refused: an entry must follow its predecessor'); END
//
CREATE TRIGGER journal_entry_is_new BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry WHERE action_id = NEW.action_id OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'refused: this action is already posted'); END
//
CREATE TRIGGER journal_entry_has_all_lines BEFORE INSERT ON journal_entry
WHEN EXISTS (
    SELECT 1 FROM document WHERE site_id = NEW.site_id AND seq = NEW.seq AND (
        (business_date <> NEW.business_date AND NEW.action_type <> 'approvals.decide')
        OR actor <> NEW.actor OR line_count <> (
            SELECT count(*) FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq)))
BEGIN SELECT RAISE(ABORT, 'refused: the document differs from its entry or lines'); END
//
CREATE TRIGGER journal_entry_reverses_whole BEFORE INSERT ON journal_entry
WHEN EXISTS (
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
BEGIN SELECT RAISE(ABORT, 'refused: a reversal mirrors a whole document'); END
//
CREATE TRIGGER journal_entry_moves_head AFTER INSERT ON journal_entry
BEGIN
    UPDATE journal_head SET epoch = NEW.epoch, seq = NEW.seq, hash = NEW.hash WHERE site_id = NEW.site_id;
END
//
-- Stock documents and movements. ----------------------------------------------------------------------------------
CREATE TRIGGER document_is_next BEFORE INSERT ON document
WHEN NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1)
BEGIN SELECT RAISE(ABORT, 'refused: a document is posted with the next entry'); END
//
CREATE TRIGGER document_is_new BEFORE INSERT ON document
WHEN EXISTS (
    SELECT 1 FROM document WHERE number = NEW.number OR (site_id = NEW.site_id AND seq = NEW.seq)
        OR (site_id = NEW.site_id AND reverses_seq = NEW.reverses_seq))
BEGIN SELECT RAISE(ABORT, 'refused: this document is already posted'); END
//
CREATE TRIGGER document_in_open_period BEFORE INSERT ON document
WHEN EXISTS (
    SELECT 1 FROM period_closing
    WHERE site_id = NEW.site_id AND depot_code IN (NEW.depot_code, NEW.peer_depot)
        AND closed_through >= NEW.business_date)
BEGIN SELECT RAISE(ABORT, 'refused: the period is closed'); END
//
CREATE TRIGGER movement_before_entry BEFORE INSERT ON movement
WHEN NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1)
    OR EXISTS (SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line)
    OR NOT EXISTS (
        SELECT 1 FROM document
        WHERE site_id = NEW.site_id AND seq = NEW.seq AND NEW.depot_code IN (depot_code, peer_depot)
            AND business_date = NEW.business_date AND line_count >= NEW.line)
BEGIN SELECT RAISE(ABORT, 'refused: a line belongs to a document being posted'); END
//
CREATE TRIGGER movement_moves_balances AFTER INSERT ON movement
BEGIN
    INSERT INTO balance (site_id, depot_code, lot_id, place_code, item_code, bucket, is_single, expires_on, quantity,
        amount_fen, latest_date, seq, line)
    SELECT NEW.site_id, NEW.depot_code, NEW.lot_id, place.code, NEW.item_code, place.bucket, NEW.is_single,
        lot.expires_on, 0, 0, NEW.business_date, 0, 0
    FROM place JOIN lot ON lot.site_id = NEW.site_id AND lot.lot_id = NEW.lot_id
    WHERE place.depot_code = NEW.depot_code AND place.code IN (NEW.from_place, NEW.to_place)
        AND NOT EXISTS (
            SELECT 1 FROM balance WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code
                AND place_code = place.code AND lot_id = NEW.lot_id);
    UPDATE balance SET quantity = quantity - NEW.quantity, amount_fen = amount_fen - NEW.amount_fen,
        latest_date = max(latest_date, NEW.business_date), seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND place_code = NEW.from_place
        AND lot_id = NEW.lot_id;
    UPDATE balance SET quantity = quantity + NEW.quantity, amount_fen = amount_fen + NEW.amount_fen,
        latest_date = max(latest_date, NEW.business_date), seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND place_code = NEW.to_place
        AND lot_id = NEW.lot_id;
END
//
CREATE TRIGGER movement_moves_total AFTER INSERT ON movement
WHEN (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.from_place)
    <> (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.to_place)
BEGIN
    INSERT INTO item_total (site_id, depot_code, item_code, bucket, quantity, amount_fen, seq, line)
    SELECT NEW.site_id, NEW.depot_code, NEW.item_code, place.bucket, 0, 0, 0, 0
    FROM place
    WHERE place.depot_code = NEW.depot_code AND place.code IN (NEW.from_place, NEW.to_place)
        AND place.bucket <> 'outside' AND NOT EXISTS (
            SELECT 1 FROM item_total
            WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
                AND bucket = place.bucket);
    UPDATE item_total SET quantity = quantity - NEW.quantity, amount_fen = amount_fen - NEW.amount_fen,
        seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
        AND bucket = (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.from_place);
    UPDATE item_total SET quantity = quantity + NEW.quantity, amount_fen = amount_fen + NEW.amount_fen,
        seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
        AND bucket = (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.to_place);
END
//
-- What is still out of a line: goods that are to come back or on their way, until a later line settles them. --------
CREATE TRIGGER movement_opens_line AFTER INSERT ON movement
WHEN NEW.of_seq IS NULL
    AND (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.to_place)
        IN ('issued', 'on_loan', 'in_transit')
BEGIN
    INSERT INTO open_line (site_id, of_seq, of_line, depot_code, lot_id, item_code, bucket, due_on, quantity,
        left_quantity, seq, line)
    SELECT NEW.site_id, NEW.seq, NEW.line, NEW.depot_code, NEW.lot_id, NEW.item_code, place.bucket,
        coalesce(document.due_on, '9999-12-31'), NEW.quantity, NEW.quantity, NEW.seq, NEW.line
    FROM place JOIN document ON document.site_id = NEW.site_id AND document.seq = NEW.seq
    WHERE place.depot_code = NEW.depot_code AND place.code = NEW.to_place;
END
//
CREATE TRIGGER movement_names_what_it_settles BEFORE INSERT ON movement
WHEN (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.from_place)
        IN ('issued', 'on_loan', 'in_transit')
    AND NOT EXISTS (
        SELECT 1 FROM open_line JOIN place ON place.depot_code = NEW.depot_code AND place.code = NEW.from_place
        WHERE open_line.site_id = NEW.site_id AND open_line.of_seq = NEW.of_seq AND open_line.of_line = NEW.of_line
            AND open_line.lot_id = NEW.lot_id AND open_line.depot_code = NEW.depot_code
            AND open_line.bucket = place.bucket)
BEGIN SELECT RAISE(ABORT, 'refused: what comes back names the line that it settles'); END
//
CREATE TRIGGER movement_settles_line AFTER INSERT ON movement
WHEN NEW.of_seq IS NOT NULL
BEGIN
    UPDATE open_line SET left_quantity = left_quantity - NEW.quantity, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND of_seq = NEW.of_seq AND of_line = NEW.of_line AND lot_id = NEW.lot_id
        AND depot_code = NEW.depot_code
        AND bucket = (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.from_place);
    UPDATE open_line SET left_quantity = left_quantity + NEW.quantity, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND of_seq = NEW.of_seq AND of_line = NEW.of_line AND lot_id = NEW.lot_id
        AND depot_code = NEW.depot_code
        AND bucket = (SELECT bucket FROM place WHERE depot_code = NEW.depot_code AND code = NEW.to_place);
END
//
CREATE TRIGGER open_line_starts_whole BEFORE INSERT ON open_line
WHEN NEW.left_quantity <> NEW.quantity OR NOT EXISTS (
        SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.of_seq AND line = NEW.of_line
            AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id AND item_code = NEW.item_code
            AND quantity = NEW.quantity AND NEW.seq = seq AND NEW.line = line)
    OR NOT EXISTS (
        SELECT 1 FROM document WHERE site_id = NEW.site_id AND seq = NEW.of_seq
            AND NEW.due_on = coalesce(due_on, '9999-12-31'))
    OR EXISTS (
        SELECT 1 FROM open_line WHERE site_id = NEW.site_id AND of_seq = NEW.of_seq AND of_line = NEW.of_line)
BEGIN SELECT RAISE(ABORT, 'refused: a line is opened whole'); END
//
CREATE TRIGGER open_line_follows_movement BEFORE UPDATE ON open_line
WHEN NEW.site_id <> OLD.site_id OR NEW.of_seq <> OLD.of_seq OR NEW.of_line <> OLD.of_line
    OR NEW.depot_code <> OLD.depot_code OR NEW.lot_id <> OLD.lot_id OR NEW.item_code <> OLD.item_code
    OR NEW.bucket <> OLD.bucket OR NEW.due_on <> OLD.due_on OR NEW.quantity <> OLD.quantity
    OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
    OR NOT EXISTS (
        SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
            AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id
            AND of_seq = NEW.of_seq AND of_line = NEW.of_line
            AND abs(NEW.left_quantity - OLD.left_quantity) = quantity)
BEGIN SELECT RAISE(ABORT, 'refused: only a movement settles a line'); END
//
-- A balance moves only by a movement it has not yet seen, and by exactly that much. --------------------------------
CREATE TRIGGER balance_starts_empty BEFORE INSERT ON balance
WHEN NEW.quantity <> 0 OR NEW.amount_fen <> 0 OR NEW.seq <> 0 OR NEW.line <> 0 OR EXISTS (
    SELECT 1 FROM balance WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code
        AND place_code = NEW.place_code AND lot_id = NEW.lot_id)
BEGIN SELECT RAISE(ABORT, 'refused: a balance starts at zero'); END
//
CREATE TRIGGER balance_expires_with_lot BEFORE INSERT ON balance
WHEN NEW.expires_on IS NOT (SELECT expires_on FROM lot WHERE site_id = NEW.site_id AND lot_id = NEW.lot_id)
BEGIN SELECT RAISE(ABORT, 'refused: a balance expires with its lot'); END
//
CREATE TRIGGER balance_follows_movement BEFORE UPDATE ON balance
WHEN NEW.site_id <> OLD.site_id OR NEW.depot_code <> OLD.depot_code OR NEW.place_code <> OLD.place_code
    OR NEW.lot_id <> OLD.lot_id OR NEW.item_code <> OLD.item_code OR NEW.bucket <> OLD.bucket
    OR NEW.is_single <> OLD.is_single OR NEW.expires_on IS NOT OLD.expires_on
    OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
    OR NOT EXISTS (
        SELECT 1 FROM movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
            AND depot_code = NEW.depot_code AND lot_id = NEW.lot_id
            AND NEW.latest_date = max(OLD.latest_date, business_date)
            AND ((from_place = NEW.place_code AND NEW.quantity = OLD.quantity - quantity
                    AND NEW.amount_fen = OLD.amount_fen - amount_fen)
                OR (to_place = NEW.place_code AND NEW.quantity = OLD.quantity + quantity
                    AND NEW.amount_fen = OLD.amount_fen + amount_fen)))
BEGIN SELECT RAISE(ABORT, 'refused: only a movement changes a balance'); END
//
CREATE TRIGGER item_total_starts_empty BEFORE INSERT ON item_total
WHEN NEW.quantity <> 0 OR NEW.amount_fen <> 0 OR NEW.seq <> 0 OR NEW.line <> 0 OR EXISTS (
    SELECT 1 FROM item_total
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND item_code = NEW.item_code
        AND bucket = NEW.bucket)
BEGIN SELECT RAISE(ABORT, 'refused: a total starts at zero'); END
//
CREATE TRIGGER item_total_follows_movement BEFORE UPDATE ON item_total
WHEN NEW.site_id <> OLD.site_id OR NEW.depot_code <> OLD.depot_code OR NEW.item_code <> OLD.item_code
    OR NEW.bucket <> OLD.bucket OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
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
BEGIN SELECT RAISE(ABORT, 'refused: only a movement changes a total'); END
//
CREATE TRIGGER period_moves_forward BEFORE INSERT ON period_closing
WHEN EXISTS (
    SELECT 1 FROM period_closing
    WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND closed_through >= NEW.closed_through)
BEGIN SELECT RAISE(ABORT, 'refused: a closed period is never reopened'); END
//
CREATE TRIGGER place_keeps_its_kind BEFORE UPDATE ON place
WHEN NEW.depot_code <> OLD.depot_code OR NEW.code <> OLD.code OR NEW.bucket <> OLD.bucket OR NEW.kind <> OLD.kind
BEGIN SELECT RAISE(ABORT, 'refused: a place keeps its code and kind'); END
//
CREATE TRIGGER lot_keeps_its_item BEFORE UPDATE ON lot
WHEN NEW.site_id <> OLD.site_id OR NEW.lot_id <> OLD.lot_id OR NEW.item_code <> OLD.item_code
    OR NEW.is_single <> OLD.is_single OR NEW.label_code <> OLD.label_code OR NEW.expires_on IS NOT OLD.expires_on
BEGIN SELECT RAISE(ABORT, 'refused: a lot keeps its item, label and expiry'); END
//
-- Funds: the same shape. -------------------------------------------------------------------------------------------
CREATE TRIGGER fund_movement_before_entry BEFORE INSERT ON fund_movement
WHEN NOT EXISTS (SELECT 1 FROM journal_head WHERE site_id = NEW.site_id AND seq = NEW.seq - 1)
    OR EXISTS (SELECT 1 FROM fund_movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line)
    OR (SELECT appropriation_id FROM fund_account WHERE site_id = NEW.site_id AND account = NEW.from_account)
        IS NOT (SELECT appropriation_id FROM fund_account WHERE site_id = NEW.site_id AND account = NEW.to_account)
BEGIN SELECT RAISE(ABORT, 'refused: money moves within its appropriation, with the next entry'); END
//
CREATE TRIGGER fund_movement_moves_balances AFTER INSERT ON fund_movement
BEGIN
    INSERT INTO fund_balance (site_id, account, bucket, amount_fen, seq, line)
    SELECT site_id, account, bucket, 0, 0, 0 FROM fund_account
    WHERE site_id = NEW.site_id AND account IN (NEW.from_account, NEW.to_account)
        AND NOT EXISTS (
            SELECT 1 FROM fund_balance
            WHERE fund_balance.site_id = fund_account.site_id AND fund_balance.account = fund_account.account);
    UPDATE fund_balance SET amount_fen = amount_fen - NEW.amount_fen, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND account = NEW.from_account;
    UPDATE fund_balance SET amount_fen = amount_fen + NEW.amount_fen, seq = NEW.seq, line = NEW.line
    WHERE site_id = NEW.site_id AND account = NEW.to_account;
END
//
CREATE TRIGGER fund_balance_starts_empty BEFORE INSERT ON fund_balance
WHEN NEW.amount_fen <> 0 OR NEW.seq <> 0 OR NEW.line <> 0
    OR EXISTS (SELECT 1 FROM fund_balance WHERE site_id = NEW.site_id AND account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'refused: a balance starts at zero'); END
//
CREATE TRIGGER fund_balance_follows_movement BEFORE UPDATE ON fund_balance
WHEN NEW.site_id <> OLD.site_id OR NEW.account <> OLD.account OR NEW.bucket <> OLD.bucket
    OR (NEW.seq, NEW.line) <= (OLD.seq, OLD.line)
    OR NOT EXISTS (
        SELECT 1 FROM fund_movement WHERE site_id = NEW.site_id AND seq = NEW.seq AND line = NEW.line
            AND ((from_account = NEW.account AND NEW.amount_fen = OLD.amount_fen - amount_fen)
                OR (to_account = NEW.account AND NEW.amount_fen = OLD.amount_fen + amount_fen)))
BEGIN SELECT RAISE(ABORT, 'refused: only a movement changes a balance'); END
//
-- Approvals: nothing is approved by whoever drew it up, nor twice. ------------------------------------------------
CREATE TRIGGER proposal_starts_open BEFORE INSERT ON proposal
WHEN NEW.state <> 'open' OR NEW.steps_done <> 0 OR EXISTS (
    SELECT 1 FROM proposal WHERE number = NEW.number OR (site_id = NEW.site_id AND seq = NEW.seq)
        OR (action_id = NEW.action_id AND state IN ('open', 'approved')))
BEGIN SELECT RAISE(ABORT, 'refused: an action is submitted once'); END
//
CREATE TRIGGER proposal_is_closed_once BEFORE UPDATE ON proposal
WHEN OLD.state <> 'open' OR NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq OR NEW.number <> OLD.number
    OR NEW.action_id <> OLD.action_id OR NEW.action_type <> OLD.action_type OR NEW.drafted_by <> OLD.drafted_by
    OR NEW.steps <> OLD.steps OR NEW.steps_needed <> OLD.steps_needed OR NEW.steps_done < OLD.steps_done
    OR NEW.steps_done <> (
        SELECT count(*) FROM proposal_decision
        WHERE site_id = NEW.site_id AND of_seq = NEW.seq AND verdict = 'approve')
    OR (NEW.state = 'approved' AND NEW.steps_done <> NEW.steps_needed)
BEGIN SELECT RAISE(ABORT, 'refused: a proposal is closed once, by its decisions'); END
//
CREATE TRIGGER proposal_decision_by_another BEFORE INSERT ON proposal_decision
WHEN NOT EXISTS (
    SELECT 1 FROM proposal
    WHERE site_id = NEW.site_id AND seq = NEW.of_seq AND state = 'open' AND steps_done = NEW.step - 1
        AND next_role = NEW.role AND drafted_by <> NEW.decided_by)
    OR EXISTS (
    SELECT 1 FROM proposal_decision
    WHERE site_id = NEW.site_id
        AND (seq = NEW.seq OR (of_seq = NEW.of_seq AND (step = NEW.step OR decided_by = NEW.decided_by))))
BEGIN SELECT RAISE(ABORT, 'refused: each step is decided by another person'); END
//
-- Papers: bytes come once and stay; a paper is detached once. -------------------------------------------------------
CREATE TRIGGER paper_content_comes_once BEFORE UPDATE ON paper_content
WHEN OLD.content IS NOT NULL OR NEW.hash <> OLD.hash OR NEW.size <> OLD.size
BEGIN SELECT RAISE(ABORT, 'refused: the bytes of a paper are never changed'); END
//
CREATE TRIGGER attached_paper_is_detached_once BEFORE UPDATE ON attached_paper
WHEN OLD.detached_seq IS NOT NULL OR NEW.detached_seq IS NULL OR NEW.site_id <> OLD.site_id OR NEW.seq <> OLD.seq
    OR NEW.subject_kind <> OLD.subject_kind OR NEW.subject <> OLD.subject OR NEW.kind <> OLD.kind
    OR NEW.file_name <> OLD.file_name OR NEW.media_type <> OLD.media_type OR NEW.size <> OLD.size
    OR NEW.hash <> OLD.hash OR NEW.note <> OLD.note OR NEW.attached_on <> OLD.attached_on OR NEW.actor <> OLD.actor
BEGIN SELECT RAISE(ABORT, 'refused: a paper is detached once, and else stays as it is'); END
//
-- What is written stays written. -----------------------------------------------------------------------------------
CREATE TRIGGER store_keeps_rows BEFORE UPDATE ON store
BEGIN SELECT RAISE(ABORT, 'refused: store is never changed'); END
//
CREATE TRIGGER journal_entry_keeps_rows BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'refused: journal_entry is never changed'); END
//
CREATE TRIGGER document_keeps_rows BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'refused: document is never changed'); END
//
CREATE TRIGGER movement_keeps_rows BEFORE UPDATE ON movement
BEGIN SELECT RAISE(ABORT, 'refused: movement is never changed'); END
//
CREATE TRIGGER period_closing_keeps_rows BEFORE UPDATE ON period_closing
BEGIN SELECT RAISE(ABORT, 'refused: period_closing is never changed'); END
//
CREATE TRIGGER transfer_keeps_rows BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'refused: transfer is never changed'); END
//
CREATE TRIGGER transit_policy_keeps_rows BEFORE UPDATE ON transit_policy
BEGIN SELECT RAISE(ABORT, 'refused: transit_policy is never changed'); END
//
CREATE TRIGGER fund_account_keeps_rows BEFORE UPDATE ON fund_account
BEGIN SELECT RAISE(ABORT, 'refused: fund_account is never changed'); END
//
CREATE TRIGGER fund_movement_keeps_rows BEFORE UPDATE ON fund_movement
BEGIN SELECT RAISE(ABORT, 'refused: fund_movement is never changed'); END
//
CREATE TRIGGER fund_report_keeps_rows BEFORE UPDATE ON fund_report
BEGIN SELECT RAISE(ABORT, 'refused: fund_report is never changed'); END
//
CREATE TRIGGER allotment_keeps_rows BEFORE UPDATE ON allotment
BEGIN SELECT RAISE(ABORT, 'refused: allotment is never changed'); END
//
CREATE TRIGGER allotment_change_keeps_rows BEFORE UPDATE ON allotment_change
BEGIN SELECT RAISE(ABORT, 'refused: allotment_change is never changed'); END
//
CREATE TRIGGER appropriation_adjustment_keeps_rows BEFORE UPDATE ON appropriation_adjustment
BEGIN SELECT RAISE(ABORT, 'refused: appropriation_adjustment is never changed'); END
//
CREATE TRIGGER appropriation_purpose_keeps_rows BEFORE UPDATE ON appropriation_purpose
BEGIN SELECT RAISE(ABORT, 'refused: appropriation_purpose is never changed'); END
//
CREATE TRIGGER fund_carried_over_keeps_rows BEFORE UPDATE ON fund_carried_over
BEGIN SELECT RAISE(ABORT, 'refused: fund_carried_over is never changed'); END
//
CREATE TRIGGER fund_return_keeps_rows BEFORE UPDATE ON fund_return
BEGIN SELECT RAISE(ABORT, 'refused: fund_return is never changed'); END
//
CREATE TRIGGER fund_surplus_rule_keeps_rows BEFORE UPDATE ON fund_surplus_rule
BEGIN SELECT RAISE(ABORT, 'refused: fund_surplus_rule is never changed'); END
//
CREATE TRIGGER emergency_policy_keeps_rows BEFORE UPDATE ON emergency_policy
BEGIN SELECT RAISE(ABORT, 'refused: emergency_policy is never changed'); END
//
CREATE TRIGGER blank_form_line_keeps_rows BEFORE UPDATE ON blank_form_line
BEGIN SELECT RAISE(ABORT, 'refused: blank_form_line is never changed'); END
//
CREATE TRIGGER upkeep_keeps_rows BEFORE UPDATE ON upkeep
BEGIN SELECT RAISE(ABORT, 'refused: upkeep is never changed'); END
//
CREATE TRIGGER component_keeps_rows BEFORE UPDATE ON component
BEGIN SELECT RAISE(ABORT, 'refused: component is never changed'); END
//
CREATE TRIGGER appraisal_keeps_rows BEFORE UPDATE ON appraisal
BEGIN SELECT RAISE(ABORT, 'refused: appraisal is never changed'); END
//
CREATE TRIGGER disposal_keeps_rows BEFORE UPDATE ON disposal
BEGIN SELECT RAISE(ABORT, 'refused: disposal is never changed'); END
//
CREATE TRIGGER rotation_keeps_rows BEFORE UPDATE ON rotation
BEGIN SELECT RAISE(ABORT, 'refused: rotation is never changed'); END
//
CREATE TRIGGER handling_unit_keeps_rows BEFORE UPDATE ON handling_unit
BEGIN SELECT RAISE(ABORT, 'refused: handling_unit is never changed'); END
//
CREATE TRIGGER unit_move_keeps_rows BEFORE UPDATE ON unit_move
BEGIN SELECT RAISE(ABORT, 'refused: unit_move is never changed'); END
//
CREATE TRIGGER count_record_keeps_rows BEFORE UPDATE ON count_record
BEGIN SELECT RAISE(ABORT, 'refused: count_record is never changed'); END
//
CREATE TRIGGER count_unknown_keeps_rows BEFORE UPDATE ON count_unknown
BEGIN SELECT RAISE(ABORT, 'refused: count_unknown is never changed'); END
//
CREATE TRIGGER emergency_order_keeps_rows BEFORE UPDATE ON emergency_order
BEGIN SELECT RAISE(ABORT, 'refused: emergency_order is never changed'); END
//
CREATE TRIGGER relief_request_line_keeps_rows BEFORE UPDATE ON relief_request_line
BEGIN SELECT RAISE(ABORT, 'refused: relief_request_line is never changed'); END
//
CREATE TRIGGER relief_order_line_keeps_rows BEFORE UPDATE ON relief_order_line
BEGIN SELECT RAISE(ABORT, 'refused: relief_order_line is never changed'); END
//
CREATE TRIGGER receipt_detail_keeps_rows BEFORE UPDATE ON receipt_detail
BEGIN SELECT RAISE(ABORT, 'refused: receipt_detail is never changed'); END
//
CREATE TRIGGER ordered_line_keeps_rows BEFORE UPDATE ON ordered_line
BEGIN SELECT RAISE(ABORT, 'refused: ordered_line is never changed'); END
//
CREATE TRIGGER donation_keeps_rows BEFORE UPDATE ON donation
BEGIN SELECT RAISE(ABORT, 'refused: donation is never changed'); END
//
CREATE TRIGGER inspection_keeps_rows BEFORE UPDATE ON inspection
BEGIN SELECT RAISE(ABORT, 'refused: inspection is never changed'); END
//
CREATE TRIGGER inspector_keeps_rows BEFORE UPDATE ON inspector
BEGIN SELECT RAISE(ABORT, 'refused: inspector is never changed'); END
//
CREATE TRIGGER inspection_line_keeps_rows BEFORE UPDATE ON inspection_line
BEGIN SELECT RAISE(ABORT, 'refused: inspection_line is never changed'); END
//
CREATE TRIGGER sent_back_keeps_rows BEFORE UPDATE ON sent_back
BEGIN SELECT RAISE(ABORT, 'refused: sent_back is never changed'); END
//
CREATE TRIGGER owner_change_keeps_rows BEFORE UPDATE ON owner_change
BEGIN SELECT RAISE(ABORT, 'refused: owner_change is never changed'); END
//
CREATE TRIGGER call_off_keeps_rows BEFORE UPDATE ON call_off
BEGIN SELECT RAISE(ABORT, 'refused: call_off is never changed'); END
//
CREATE TRIGGER call_off_line_keeps_rows BEFORE UPDATE ON call_off_line
BEGIN SELECT RAISE(ABORT, 'refused: call_off_line is never changed'); END
//
CREATE TRIGGER deadline_override_keeps_rows BEFORE UPDATE ON deadline_override
BEGIN SELECT RAISE(ABORT, 'refused: deadline_override is never changed'); END
//
CREATE TRIGGER proposal_decision_keeps_rows BEFORE UPDATE ON proposal_decision
BEGIN SELECT RAISE(ABORT, 'refused: proposal_decision is never changed'); END
//
CREATE TRIGGER distribution_issue_keeps_rows BEFORE UPDATE ON distribution_issue
BEGIN SELECT RAISE(ABORT, 'refused: distribution_issue is never changed'); END
//
CREATE TRIGGER bond_is_settled_once BEFORE UPDATE ON bond
WHEN OLD.settled_seq IS NOT NULL OR NEW.settled_seq IS NULL OR NEW.amount_fen <> OLD.amount_fen
    OR NEW.supplier <> OLD.supplier OR NEW.received_on <> OLD.received_on OR NEW.paper_number <> OLD.paper_number
BEGIN SELECT RAISE(ABORT, 'refused: a bond is settled once'); END
//
CREATE TRIGGER emergency_purchase_keeps_rows BEFORE UPDATE ON emergency_purchase
BEGIN SELECT RAISE(ABORT, 'refused: emergency_purchase is never changed'); END
//
CREATE TRIGGER emergency_quote_keeps_rows BEFORE UPDATE ON emergency_quote
BEGIN SELECT RAISE(ABORT, 'refused: emergency_quote is never changed'); END
//
CREATE TRIGGER milestone_keeps_rows BEFORE UPDATE ON milestone
BEGIN SELECT RAISE(ABORT, 'refused: milestone is never changed'); END
//
CREATE TRIGGER bid_keeps_rows BEFORE UPDATE ON bid
BEGIN SELECT RAISE(ABORT, 'refused: bid is never changed'); END
//
CREATE TRIGGER award_passed_keeps_rows BEFORE UPDATE ON award_passed
BEGIN SELECT RAISE(ABORT, 'refused: award_passed is never changed'); END
//
CREATE TRIGGER procurement_threshold_keeps_rows BEFORE UPDATE ON procurement_threshold
BEGIN SELECT RAISE(ABORT, 'refused: procurement_threshold is never changed'); END
//
CREATE TRIGGER acceptance_member_keeps_rows BEFORE UPDATE ON acceptance_member
BEGIN SELECT RAISE(ABORT, 'refused: acceptance_member is never changed'); END
//
CREATE TRIGGER acceptance_policy_keeps_rows BEFORE UPDATE ON acceptance_policy
BEGIN SELECT RAISE(ABORT, 'refused: acceptance_policy is never changed'); END
//
CREATE TRIGGER contract_change_keeps_rows BEFORE UPDATE ON contract_change
BEGIN SELECT RAISE(ABORT, 'refused: contract_change is never changed'); END
//
CREATE TRIGGER contract_acceptance_keeps_rows BEFORE UPDATE ON contract_acceptance
BEGIN SELECT RAISE(ABORT, 'refused: contract_acceptance is never changed'); END
//
CREATE TRIGGER contract_acceptance_line_keeps_rows BEFORE UPDATE ON contract_acceptance_line
BEGIN SELECT RAISE(ABORT, 'refused: contract_acceptance_line is never changed'); END
//
CREATE TRIGGER invoice_keeps_rows BEFORE UPDATE ON invoice
BEGIN SELECT RAISE(ABORT, 'refused: invoice is never changed'); END
//
CREATE TRIGGER invoice_line_keeps_rows BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'refused: invoice_line is never changed'); END
//
CREATE TRIGGER payment_keeps_rows BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'refused: payment is never changed'); END
//
CREATE TRIGGER payment_share_keeps_rows BEFORE UPDATE ON payment_share
BEGIN SELECT RAISE(ABORT, 'refused: payment_share is never changed'); END
//
CREATE TRIGGER payment_return_keeps_rows BEFORE UPDATE ON payment_return
BEGIN SELECT RAISE(ABORT, 'refused: payment_return is never changed'); END
//
CREATE TRIGGER payment_return_share_keeps_rows BEFORE UPDATE ON payment_return_share
BEGIN SELECT RAISE(ABORT, 'refused: payment_return_share is never changed'); END
//
CREATE TRIGGER money_list_keeps_rows BEFORE UPDATE ON money_list
BEGIN SELECT RAISE(ABORT, 'refused: money_list is never changed'); END
//
CREATE TRIGGER money_list_difference_keeps_rows BEFORE UPDATE ON money_list_difference
BEGIN SELECT RAISE(ABORT, 'refused: money_list_difference is never changed'); END
//
CREATE TRIGGER store_keeps_all BEFORE DELETE ON store
BEGIN SELECT RAISE(ABORT, 'refused: store is never deleted'); END
//
CREATE TRIGGER journal_entry_keeps_all BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'refused: journal_entry is never deleted'); END
//
CREATE TRIGGER document_keeps_all BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'refused: document is never deleted'); END
//
CREATE TRIGGER movement_keeps_all BEFORE DELETE ON movement
BEGIN SELECT RAISE(ABORT, 'refused: movement is never deleted'); END
//
CREATE TRIGGER period_closing_keeps_all BEFORE DELETE ON period_closing
BEGIN SELECT RAISE(ABORT, 'refused: period_closing is never deleted'); END
//
CREATE TRIGGER transfer_keeps_all BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'refused: transfer is never deleted'); END
//
CREATE TRIGGER transit_policy_keeps_all BEFORE DELETE ON transit_policy
BEGIN SELECT RAISE(ABORT, 'refused: transit_policy is never deleted'); END
//
CREATE TRIGGER fund_account_keeps_all BEFORE DELETE ON fund_account
BEGIN SELECT RAISE(ABORT, 'refused: fund_account is never deleted'); END
//
CREATE TRIGGER fund_movement_keeps_all BEFORE DELETE ON fund_movement
BEGIN SELECT RAISE(ABORT, 'refused: fund_movement is never deleted'); END
//
CREATE TRIGGER fund_report_keeps_all BEFORE DELETE ON fund_report
BEGIN SELECT RAISE(ABORT, 'refused: fund_report is never deleted'); END
//
CREATE TRIGGER allotment_keeps_all BEFORE DELETE ON allotment
BEGIN SELECT RAISE(ABORT, 'refused: allotment is never deleted'); END
//
CREATE TRIGGER allotment_change_keeps_all BEFORE DELETE ON allotment_change
BEGIN SELECT RAISE(ABORT, 'refused: allotment_change is never deleted'); END
//
CREATE TRIGGER appropriation_adjustment_keeps_all BEFORE DELETE ON appropriation_adjustment
BEGIN SELECT RAISE(ABORT, 'refused: appropriation_adjustment is never deleted'); END
//
CREATE TRIGGER appropriation_purpose_keeps_all BEFORE DELETE ON appropriation_purpose
BEGIN SELECT RAISE(ABORT, 'refused: appropriation_purpose is never deleted'); END
//
CREATE TRIGGER fund_carried_over_keeps_all BEFORE DELETE ON fund_carried_over
BEGIN SELECT RAISE(ABORT, 'refused: fund_carried_over is never deleted'); END
//
CREATE TRIGGER fund_return_keeps_all BEFORE DELETE ON fund_return
BEGIN SELECT RAISE(ABORT, 'refused: fund_return is never deleted'); END
//
CREATE TRIGGER fund_surplus_rule_keeps_all BEFORE DELETE ON fund_surplus_rule
BEGIN SELECT RAISE(ABORT, 'refused: fund_surplus_rule is never deleted'); END
//
CREATE TRIGGER balance_keeps_all BEFORE DELETE ON balance
BEGIN SELECT RAISE(ABORT, 'refused: balance is never deleted'); END
//
CREATE TRIGGER item_total_keeps_all BEFORE DELETE ON item_total
BEGIN SELECT RAISE(ABORT, 'refused: item_total is never deleted'); END
//
CREATE TRIGGER open_line_keeps_all BEFORE DELETE ON open_line
BEGIN SELECT RAISE(ABORT, 'refused: open_line is never deleted'); END
//
CREATE TRIGGER claim_keeps_all BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'refused: claim is never deleted'); END
//
CREATE TRIGGER debt_keeps_all BEFORE DELETE ON debt
BEGIN SELECT RAISE(ABORT, 'refused: debt is never deleted'); END
//
CREATE TRIGGER emergency_policy_keeps_all BEFORE DELETE ON emergency_policy
BEGIN SELECT RAISE(ABORT, 'refused: emergency_policy is never deleted'); END
//
CREATE TRIGGER blank_form_keeps_all BEFORE DELETE ON blank_form
BEGIN SELECT RAISE(ABORT, 'refused: blank_form is never deleted'); END
//
CREATE TRIGGER blank_form_line_keeps_all BEFORE DELETE ON blank_form_line
BEGIN SELECT RAISE(ABORT, 'refused: blank_form_line is never deleted'); END
//
CREATE TRIGGER upkeep_keeps_all BEFORE DELETE ON upkeep
BEGIN SELECT RAISE(ABORT, 'refused: upkeep is never deleted'); END
//
CREATE TRIGGER component_keeps_all BEFORE DELETE ON component
BEGIN SELECT RAISE(ABORT, 'refused: component is never deleted'); END
//
CREATE TRIGGER appraisal_keeps_all BEFORE DELETE ON appraisal
BEGIN SELECT RAISE(ABORT, 'refused: appraisal is never deleted'); END
//
CREATE TRIGGER disposal_keeps_all BEFORE DELETE ON disposal
BEGIN SELECT RAISE(ABORT, 'refused: disposal is never deleted'); END
//
CREATE TRIGGER rotation_keeps_all BEFORE DELETE ON rotation
BEGIN SELECT RAISE(ABORT, 'refused: rotation is never deleted'); END
//
CREATE TRIGGER handling_unit_keeps_all BEFORE DELETE ON handling_unit
BEGIN SELECT RAISE(ABORT, 'refused: handling_unit is never deleted'); END
//
CREATE TRIGGER unit_move_keeps_all BEFORE DELETE ON unit_move
BEGIN SELECT RAISE(ABORT, 'refused: unit_move is never deleted'); END
//
CREATE TRIGGER emergency_order_keeps_all BEFORE DELETE ON emergency_order
BEGIN SELECT RAISE(ABORT, 'refused: emergency_order is never deleted'); END
//
CREATE TRIGGER kit_keeps_all BEFORE DELETE ON kit
BEGIN SELECT RAISE(ABORT, 'refused: kit is never deleted'); END
//
CREATE TRIGGER incident_keeps_all BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'refused: incident is never deleted'); END
//
CREATE TRIGGER relief_request_keeps_all BEFORE DELETE ON relief_request
BEGIN SELECT RAISE(ABORT, 'refused: relief_request is never deleted'); END
//
CREATE TRIGGER relief_request_line_keeps_all BEFORE DELETE ON relief_request_line
BEGIN SELECT RAISE(ABORT, 'refused: relief_request_line is never deleted'); END
//
CREATE TRIGGER relief_order_keeps_all BEFORE DELETE ON relief_order
BEGIN SELECT RAISE(ABORT, 'refused: relief_order is never deleted'); END
//
CREATE TRIGGER relief_order_line_keeps_all BEFORE DELETE ON relief_order_line
BEGIN SELECT RAISE(ABORT, 'refused: relief_order_line is never deleted'); END
//
CREATE TRIGGER receipt_detail_keeps_all BEFORE DELETE ON receipt_detail
BEGIN SELECT RAISE(ABORT, 'refused: receipt_detail is never deleted'); END
//
CREATE TRIGGER ordered_line_keeps_all BEFORE DELETE ON ordered_line
BEGIN SELECT RAISE(ABORT, 'refused: ordered_line is never deleted'); END
//
CREATE TRIGGER donation_keeps_all BEFORE DELETE ON donation
BEGIN SELECT RAISE(ABORT, 'refused: donation is never deleted'); END
//
CREATE TRIGGER inspection_keeps_all BEFORE DELETE ON inspection
BEGIN SELECT RAISE(ABORT, 'refused: inspection is never deleted'); END
//
CREATE TRIGGER inspector_keeps_all BEFORE DELETE ON inspector
BEGIN SELECT RAISE(ABORT, 'refused: inspector is never deleted'); END
//
CREATE TRIGGER inspection_line_keeps_all BEFORE DELETE ON inspection_line
BEGIN SELECT RAISE(ABORT, 'refused: inspection_line is never deleted'); END
//
CREATE TRIGGER sent_back_keeps_all BEFORE DELETE ON sent_back
BEGIN SELECT RAISE(ABORT, 'refused: sent_back is never deleted'); END
//
CREATE TRIGGER owner_change_keeps_all BEFORE DELETE ON owner_change
BEGIN SELECT RAISE(ABORT, 'refused: owner_change is never deleted'); END
//
CREATE TRIGGER call_off_keeps_all BEFORE DELETE ON call_off
BEGIN SELECT RAISE(ABORT, 'refused: call_off is never deleted'); END
//
CREATE TRIGGER call_off_line_keeps_all BEFORE DELETE ON call_off_line
BEGIN SELECT RAISE(ABORT, 'refused: call_off_line is never deleted'); END
//
CREATE TRIGGER deadline_override_keeps_all BEFORE DELETE ON deadline_override
BEGIN SELECT RAISE(ABORT, 'refused: deadline_override is never deleted'); END
//
CREATE TRIGGER agreement_keeps_all BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'refused: agreement is never deleted'); END
//
CREATE TRIGGER agreement_line_keeps_all BEFORE DELETE ON agreement_line
BEGIN SELECT RAISE(ABORT, 'refused: agreement_line is never deleted'); END
//
CREATE TRIGGER count_session_keeps_all BEFORE DELETE ON count_session
BEGIN SELECT RAISE(ABORT, 'refused: count_session is never deleted'); END
//
CREATE TRIGGER count_key_keeps_all BEFORE DELETE ON count_key
BEGIN SELECT RAISE(ABORT, 'refused: count_key is never deleted'); END
//
CREATE TRIGGER count_record_keeps_all BEFORE DELETE ON count_record
BEGIN SELECT RAISE(ABORT, 'refused: count_record is never deleted'); END
//
CREATE TRIGGER count_unknown_keeps_all BEFORE DELETE ON count_unknown
BEGIN SELECT RAISE(ABORT, 'refused: count_unknown is never deleted'); END
//
CREATE TRIGGER attachment_keeps_all BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'refused: attachment is never deleted'); END
//
CREATE TRIGGER paper_content_keeps_all BEFORE DELETE ON paper_content
BEGIN SELECT RAISE(ABORT, 'refused: paper_content is never deleted'); END
//
CREATE TRIGGER attached_paper_keeps_all BEFORE DELETE ON attached_paper
BEGIN SELECT RAISE(ABORT, 'refused: attached_paper is never deleted'); END
//
CREATE TRIGGER distribution_keeps_all BEFORE DELETE ON distribution
BEGIN SELECT RAISE(ABORT, 'refused: distribution is never deleted'); END
//
CREATE TRIGGER distribution_line_keeps_all BEFORE DELETE ON distribution_line
BEGIN SELECT RAISE(ABORT, 'refused: distribution_line is never deleted'); END
//
CREATE TRIGGER distribution_issue_keeps_all BEFORE DELETE ON distribution_issue
BEGIN SELECT RAISE(ABORT, 'refused: distribution_issue is never deleted'); END
//
CREATE TRIGGER emergency_purchase_keeps_all BEFORE DELETE ON emergency_purchase
BEGIN SELECT RAISE(ABORT, 'refused: emergency_purchase is never deleted'); END
//
CREATE TRIGGER emergency_quote_keeps_all BEFORE DELETE ON emergency_quote
BEGIN SELECT RAISE(ABORT, 'refused: emergency_quote is never deleted'); END
//
CREATE TRIGGER milestone_keeps_all BEFORE DELETE ON milestone
BEGIN SELECT RAISE(ABORT, 'refused: milestone is never deleted'); END
//
CREATE TRIGGER bid_keeps_all BEFORE DELETE ON bid
BEGIN SELECT RAISE(ABORT, 'refused: bid is never deleted'); END
//
CREATE TRIGGER award_passed_keeps_all BEFORE DELETE ON award_passed
BEGIN SELECT RAISE(ABORT, 'refused: award_passed is never deleted'); END
//
CREATE TRIGGER bond_keeps_all BEFORE DELETE ON bond
BEGIN SELECT RAISE(ABORT, 'refused: bond is never deleted'); END
//
CREATE TRIGGER procurement_threshold_keeps_all BEFORE DELETE ON procurement_threshold
BEGIN SELECT RAISE(ABORT, 'refused: procurement_threshold is never deleted'); END
//
CREATE TRIGGER acceptance_member_keeps_all BEFORE DELETE ON acceptance_member
BEGIN SELECT RAISE(ABORT, 'refused: acceptance_member is never deleted'); END
//
CREATE TRIGGER acceptance_policy_keeps_all BEFORE DELETE ON acceptance_policy
BEGIN SELECT RAISE(ABORT, 'refused: acceptance_policy is never deleted'); END
//
CREATE TRIGGER contract_change_keeps_all BEFORE DELETE ON contract_change
BEGIN SELECT RAISE(ABORT, 'refused: contract_change is never deleted'); END
//
CREATE TRIGGER contract_acceptance_keeps_all BEFORE DELETE ON contract_acceptance
BEGIN SELECT RAISE(ABORT, 'refused: contract_acceptance is never deleted'); END
//
CREATE TRIGGER contract_acceptance_line_keeps_all BEFORE DELETE ON contract_acceptance_line
BEGIN SELECT RAISE(ABORT, 'refused: contract_acceptance_line is never deleted'); END
//
CREATE TRIGGER invoice_keeps_all BEFORE DELETE ON invoice
BEGIN SELECT RAISE(ABORT, 'refused: invoice is never deleted'); END
//
CREATE TRIGGER invoice_line_keeps_all BEFORE DELETE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'refused: invoice_line is never deleted'); END
//
CREATE TRIGGER payment_keeps_all BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'refused: payment is never deleted'); END
//
CREATE TRIGGER payment_share_keeps_all BEFORE DELETE ON payment_share
BEGIN SELECT RAISE(ABORT, 'refused: payment_share is never deleted'); END
//
CREATE TRIGGER payment_return_keeps_all BEFORE DELETE ON payment_return
BEGIN SELECT RAISE(ABORT, 'refused: payment_return is never deleted'); END
//
CREATE TRIGGER payment_return_share_keeps_all BEFORE DELETE ON payment_return_share
BEGIN SELECT RAISE(ABORT, 'refused: payment_return_share is never deleted'); END
//
CREATE TRIGGER money_list_keeps_all BEFORE DELETE ON money_list
BEGIN SELECT RAISE(ABORT, 'refused: money_list is never deleted'); END
//
CREATE TRIGGER money_list_difference_keeps_all BEFORE DELETE ON money_list_difference
BEGIN SELECT RAISE(ABORT, 'refused: money_list_difference is never deleted'); END
//
CREATE TRIGGER money_list_line_keeps_all BEFORE DELETE ON money_list_line
BEGIN SELECT RAISE(ABORT, 'refused: money_list_line is never deleted'); END
//
CREATE TRIGGER lot_funding_keeps_all BEFORE DELETE ON lot_funding
BEGIN SELECT RAISE(ABORT, 'refused: lot_funding is never deleted'); END
//
CREATE TRIGGER contract_keeps_all BEFORE DELETE ON contract
BEGIN SELECT RAISE(ABORT, 'refused: contract is never deleted'); END
//
CREATE TRIGGER contract_line_keeps_all BEFORE DELETE ON contract_line
BEGIN SELECT RAISE(ABORT, 'refused: contract_line is never deleted'); END
//
CREATE TRIGGER fund_balance_keeps_all BEFORE DELETE ON fund_balance
BEGIN SELECT RAISE(ABORT, 'refused: fund_balance is never deleted'); END
//
CREATE TRIGGER lot_keeps_all BEFORE DELETE ON lot
BEGIN SELECT RAISE(ABORT, 'refused: lot is never deleted'); END
//
CREATE TRIGGER place_keeps_all BEFORE DELETE ON place
BEGIN SELECT RAISE(ABORT, 'refused: place is never deleted'); END
//
CREATE TRIGGER depot_keeps_all BEFORE DELETE ON depot
BEGIN SELECT RAISE(ABORT, 'refused: depot is never deleted'); END
//
CREATE TRIGGER item_keeps_all BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'refused: item is never deleted'); END
//
CREATE TRIGGER person_keeps_all BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'refused: person is never deleted'); END
//
CREATE TRIGGER site_keeps_all BEFORE DELETE ON site
BEGIN SELECT RAISE(ABORT, 'refused: site is never deleted'); END
//
CREATE TRIGGER approval_route_keeps_all BEFORE DELETE ON approval_route
BEGIN SELECT RAISE(ABORT, 'refused: approval_route is never deleted'); END
//
CREATE TRIGGER proposal_keeps_all BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'refused: proposal is never deleted'); END
//
CREATE TRIGGER proposal_decision_keeps_all BEFORE DELETE ON proposal_decision
BEGIN SELECT RAISE(ABORT, 'refused: proposal_decision is never deleted'); END
//
CREATE TRIGGER store_is_not_replaced BEFORE INSERT ON store
WHEN EXISTS (SELECT 1 FROM store WHERE only_row = NEW.only_row)
BEGIN SELECT RAISE(ABORT, 'refused: store is never changed'); END
//
CREATE TRIGGER period_closing_is_not_replaced BEFORE INSERT ON period_closing
WHEN EXISTS (SELECT 1 FROM period_closing WHERE site_id = NEW.site_id AND depot_code = NEW.depot_code AND closed_through = NEW.closed_through)
BEGIN SELECT RAISE(ABORT, 'refused: period_closing is never changed'); END
//
CREATE TRIGGER fund_account_is_not_replaced BEFORE INSERT ON fund_account
WHEN EXISTS (SELECT 1 FROM fund_account WHERE site_id = NEW.site_id AND account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'refused: fund_account is never changed'); END
//
CREATE TRIGGER fund_report_is_not_replaced BEFORE INSERT ON fund_report
WHEN EXISTS (SELECT 1 FROM fund_report WHERE site_id = NEW.site_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'refused: fund_report is never changed'); END
//
