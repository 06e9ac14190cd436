// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/focus/focusrows.h"
#include "connectors/sourceconfig.h"
#include "store/history.h"

#include <QObject>

#include <functional>

namespace fuseboard {

/// A change of the organisation at an instant, or why it can't be made.
using OrganisationEdit = std::function<Result<void>(Organisation& organisation, Instant now)>;

/// What a person changes in the history, each act with its line in the audit log. Whoever owns it makes the rest follow.
class HistoryEdits : public QObject {
    Q_OBJECT
public:
    /// `sources` are those that are polled. All must outlive it.
    HistoryEdits(History& history, const Clock& clock, const std::vector<SourceConfig>& sources, QObject* parent = nullptr);

    /// A person changed teams, keys, budgets or rules. Refused (by `failed`) where it can't be put on record.
    void setOrganisation(const Organisation& organisation, const QString& by);
    /// Back to the rules from before the change whose days are still being allocated.
    Result<void> cancelAllocation(const std::string& by);
    /// Puts a file's bills in the place of what an earlier file said of them, in one transaction with its outcome's row.
    /// Refused where a source or a bill of another name tells of the same account already: it would count twice.
    Result<Applied> importBill(const FocusFile& file, AuditEntry outcome);
    /// Makes a change to the organisation as it is at its turn; the error says why it is as it was.
    Result<void> edit(const OrganisationEdit& edit, const std::string& by);
    /// A line for the audit log; `failed` tells where it is on record, but not remembered outside of it.
    Result<void> audit(AuditEntry entry);
    /// Rates of currencies; boards that need them follow.
    Result<EnteredRates> enterRates(std::vector<ExchangeRate> rates, const std::string& by);
    [[nodiscard]] Result<ExchangeRates> rates() const { return m_history.rates(); }

Q_SIGNALS:
    /// Teams, keys, budgets or rules are others now.
    void organisationStored();
    void daysChanged(const std::set<fuseboard::Instant>& days);
    void ratesChanged();
    void failed(const fuseboard::Error& error);

private:
    Result<void> takeOver(const Organisation& organisation, const std::string& by);
    void tellWhatIsNotRemembered();

    History& m_history;
    const Clock& m_clock;
    const std::vector<SourceConfig>& m_sources;
    bool m_notRemembered = false; ///< it was told that heads of the audit log are not remembered
};

} // namespace fuseboard
