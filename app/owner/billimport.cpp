// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/billimport.h"

#include "connectors/focus/focusfile.h"
#include "owner/engine.h"

#include <QThreadPool>
#include <QUuid>

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
    for (const auto& [source, month] : file.months)
        out.months.push_back(source.substr(source.rfind('/') + 1));
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
            [&engine](const Read& read) -> QFuture<Done> {
                if (!read)
                    return QtFuture::makeReadyValueFuture(Done(std::unexpected(read.error())));
                return engine.storeBill(*read).then([read = *read](const Result<Applied>& applied) {
                    return applied.transform([&](const Applied& all) { return summaryOf(*read, all); });
                });
            })
        .unwrap()
        .then(&engine, [&engine, act](const Done& done) mutable {
            act.result = done ? "done" : "failed: " + done.error().subject + ": " + done.error().detail;
            std::ignore = engine.putOnRecord(act);
            return done;
        });
}

} // namespace fuseboard
