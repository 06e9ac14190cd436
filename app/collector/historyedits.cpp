// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/historyedits.h"

#include "collector/twicetold.h"
#include "connectors/focus/focusfile.h"

namespace fuseboard {
namespace {

/// Nothing is wrong with what a person asked for: it can't be written.
bool isOfTheHistory(ErrorCode code)
{
    switch (code) {
    case ErrorCode::diskFull:
    case ErrorCode::fileUnwritable:
    case ErrorCode::historyBusy:
    case ErrorCode::historyDamaged:
    case ErrorCode::historyUnreadable:
    case ErrorCode::auditAltered: return true;
    default: return false;
    }
}

/// What a person is told whose change was not made.
Error ofTheOrganisation(const Error& cause)
{
    return isOfTheHistory(cause.code) ? Error {ErrorCode::notOnRecord, "The organisation", cause.subject + ": " + cause.detail}
                                      : cause;
}

} // namespace

HistoryEdits::HistoryEdits(History& history, const Clock& clock, const std::vector<SourceConfig>& sources, QObject* parent)
    : QObject(parent)
    , m_history(history)
    , m_clock(clock)
    , m_sources(sources)
{
}

void HistoryEdits::setOrganisation(const Organisation& organisation, const QString& by)
{
    if (auto taken = takeOver(organisation, by.toStdString()); !taken)
        Q_EMIT failed(taken.error());
}

Result<void> HistoryEdits::edit(const OrganisationEdit& edit, const std::string& by)
{
    auto current = m_history.organisation();
    if (!current)
        return std::unexpected(current.error());
    if (auto edited = edit(*current, m_clock.now()); !edited)
        return edited;
    return takeOver(*current, by);
}

Result<void> HistoryEdits::takeOver(const Organisation& organisation, const std::string& by)
{
    auto stored = m_history.setOrganisation(organisation, by, m_clock.now());
    if (!stored)
        return std::unexpected(ofTheOrganisation(stored.error()));
    tellWhatIsNotRemembered();
    Q_EMIT organisationStored();
    return stored;
}

Result<void> HistoryEdits::cancelAllocation(const std::string& by)
{
    auto cancelled = m_history.cancelAllocation(by, m_clock.now());
    if (!cancelled)
        return std::unexpected(ofTheOrganisation(cancelled.error()));
    tellWhatIsNotRemembered();
    Q_EMIT organisationStored();
    return cancelled;
}

Result<Applied> HistoryEdits::importBill(const FocusFile& file, AuditEntry outcome)
{
    if (auto once = mustBeOnce(file, m_history, m_sources); !once)
        return std::unexpected(once.error());
    const auto polls =
        focusPolls(file, [this](const std::string& source) { return m_history.sourceState(source); }, m_clock.now());
    if (!polls)
        return std::unexpected(polls.error());
    auto applied = m_history.apply(*polls, std::move(outcome));
    tellWhatIsNotRemembered();
    Q_EMIT daysChanged(applied ? applied->days : std::set<Instant>());
    return applied;
}

Result<void> HistoryEdits::audit(AuditEntry entry)
{
    auto written = m_history.audit(std::move(entry)).transform([](std::int64_t) { });
    tellWhatIsNotRemembered();
    return written;
}

Result<EnteredRates> HistoryEdits::enterRates(std::vector<ExchangeRate> rates, const std::string& by)
{
    auto entered = m_history.enterRates(std::move(rates), by, m_clock.now());
    tellWhatIsNotRemembered();
    Q_EMIT ratesChanged();
    return entered;
}

void HistoryEdits::tellWhatIsNotRemembered()
{
    const auto& fault = m_history.auditNotRemembered();
    if (fault && !m_notRemembered)
        Q_EMIT failed(*fault);
    m_notRemembered = fault.has_value();
}

} // namespace fuseboard
