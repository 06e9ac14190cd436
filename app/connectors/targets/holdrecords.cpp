// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/holdrecords.h"

#include "store/durable.h"

#include <QDir>
#include <QPromise>
#include <QSaveFile>
#include <QTimer>

#include <chrono>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto waitForDisk = 200ms;
constexpr auto saveAgainAfter = 1s;

QString nameOf(const Scope& scope)
{
    return QString::fromUtf8(QByteArray::fromStdString(scope.text()).toPercentEncoding()) + QStringLiteral(".json");
}

Result<Scope> scopeOf(const QString& name)
{
    return parseScope(QByteArray::fromPercentEncoding(name.chopped(int(sizeof ".json") - 1).toUtf8()).toStdString());
}

bool writeFile(const QString& directory, const QString& name, const QByteArray& content)
{
    QDir().mkpath(directory);
    QSaveFile file(QDir(directory).filePath(name));
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit() && syncDirectory(directory.toStdString());
}

} // namespace

HoldRecords::HoldRecords(QString directory)
    : m_directory(std::move(directory))
{
    m_disk.setMaxThreadCount(1);
}

Result<std::unique_ptr<HoldRecords>> HoldRecords::open(const QString& directory)
{
    std::unique_ptr<HoldRecords> records(new HoldRecords(directory));
    for (const QString& name : QDir(directory).entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(QDir(directory).filePath(name));
        const auto scope = scopeOf(name);
        if (!scope)
            return fail(ErrorCode::badDocument, file.fileName().toStdString(), "its name is that of no scope");
        auto record = file.open(QIODevice::ReadOnly) ? HoldRecord::parse(file.readAll())
                                                     : fail(ErrorCode::fileUnreadable, {}, file.errorString().toStdString());
        if (record && record->order.scope != *scope)
            record = fail(ErrorCode::badDocument, {}, "it is that of " + record->order.scope.text());
        if (record)
            records->m_records.insert_or_assign(*scope, *std::move(record));
        else // the others can be frozen all the same
            records->m_faults.emplace(
                *scope, Error {record.error().code, file.fileName().toStdString(), record.error().detail});
    }
    return records;
}

const HoldRecord* HoldRecords::find(const Scope& scope) const
{
    const auto found = m_records.find(scope);
    return found == m_records.end() ? nullptr : &found->second;
}

const Error* HoldRecords::fault(const Scope& scope) const
{
    const auto found = m_faults.find(scope);
    return found == m_faults.end() ? nullptr : &found->second;
}

const HoldRecord* HoldRecords::otherHolder(const Scope& scope, const std::string& target) const
{
    for (const auto& [other, record] : m_records)
        if (other != scope && record.order.state == HoldState::frozen && record.find(target))
            return &record;
    return nullptr;
}

QFuture<bool> HoldRecords::put(HoldRecord record)
{
    auto done = std::make_shared<QPromise<bool>>();
    done->start();
    const auto finish = [done](bool saved) {
        if (done->future().isFinished())
            return;
        done->addResult(saved);
        done->finish();
    };
    const Scope scope = record.order.scope;
    m_records.insert_or_assign(scope, std::move(record));
    save(scope, finish);
    return done->future();
}

void HoldRecords::save(const Scope& scope, std::function<void(bool saved)> tell)
{
    const HoldRecord record = m_records.at(scope);
    const auto again = [this, record] {
        if (m_records.at(record.order.scope) == record) // else a newer one is on its way
            save(record.order.scope, [](bool) { });
    };
    const auto ended = [this, tell, again](bool saved) {
        if (!saved)
            QTimer::singleShot(saveAgainAfter, &m_here, again);
        tell(saved); // last: whoever hears it may let go of this
    };
    m_disk.start([this, content = record.bytes(), name = nameOf(scope), ended] {
        const bool saved = writeFile(m_directory, name, content);
        QMetaObject::invokeMethod(&m_here, [ended, saved] { ended(saved); }, Qt::QueuedConnection);
    });
    QTimer::singleShot(waitForDisk, &m_here, [tell] { tell(false); });
}

} // namespace fuseboard
