// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/billimport.h"

#include "connectors/focus/focusfile.h"
#include "owner/engine.h"

#include <QThreadPool>
#include <QUuid>

#include <format>
#include <set>

namespace fuseboard {
namespace {

BillImported summaryOf(const FocusFile& file, const Applied& applied)
{
    BillImported out {.version = file.version,
        .charges = file.charges,
        .otherServices = file.otherServices,
        .months = {},
        .unknownColumns = file.unknownColumns,
        .applied = applied};
    std::set<std::string> months;
    for (const auto& [id, bill] : file.bills)
        months.insert(std::format("{:%Y-%m}", std::chrono::floor<std::chrono::days>(bill.billing.start)));
    out.months.assign(months.begin(), months.end());
    return out;
}

} // namespace

QFuture<Result<BillImported>> importBill(Engine& engine, const QString& file, const FocusReading& how)
{
    using Read = Result<std::shared_ptr<const FocusFile>>;
    using Done = Result<BillImported>;
    AuditEntry act;
    act.action = "import";
    act.target = "bill " + file.toStdString();
    act.requestId = "import-" + QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return engine.putOnRecord(act)
        .then(QThreadPool::globalInstance(),
            [file, how](const Result<void>& written) -> Read {
                if (!written)
                    return std::unexpected(written.error());
                return readFocusFile(file, how).transform(
                    [](FocusFile&& read) { return std::make_shared<const FocusFile>(std::move(read)); });
            })
        .then(&engine,
            [&engine, act](const Read& read) mutable -> QFuture<Done> {
                if (!read)
                    return QtFuture::makeReadyValueFuture(Done(std::unexpected(read.error())));
                act.result = "done";
                return engine.storeBill(*read, std::move(act)).then([read = *read](const Result<Applied>& applied) {
                    return applied.transform([&](const Applied& all) { return summaryOf(*read, all); });
                });
            })
        .unwrap()
        .onFailed(&engine,
            [name = file.toStdString()](const std::exception& thrown) { // no memory for it, say
                return Done(fail(ErrorCode::fileUnreadable, name, thrown.what()));
            })
        .then(&engine,
            [&engine, act](const Done& done) mutable -> QFuture<Done> {
                if (done)
                    return QtFuture::makeReadyValueFuture(done); // on record with its rows
                act.result = "failed: " + done.error().subject + ": " + done.error().detail;
                // Whoever asked may end with the answer, and the engine with them.
                return engine.putOnRecord(act).then([done](const Result<void>&) { return done; }).onCanceled([done] {
                    return done;
                });
            })
        .unwrap();
}

} // namespace fuseboard
