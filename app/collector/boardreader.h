// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/boardpublisher.h"

#include <QObject>

#include <filesystem>
#include <stop_token>

namespace fuseboard {

/// What of a history is another now.
struct HistoryChange {
    std::set<Instant> days; ///< starts of UTC days
    bool organisation = false;
    bool rates = false;
    bool operator==(const HistoryChange&) const = default;
};

/// What a board tells that is not in the history.
struct SourcesNow {
    std::vector<SourceView> sources;
    std::optional<Progress> allocation;
    std::optional<Error> fault; ///< why the owner knows no figure
    bool operator==(const SourcesNow&) const = default;
};

/// Boards of a history that another program writes: made by the same `BoardPublisher`, on a connection that only reads. Whoever
/// uses it tells what changed. Lives in a thread of its own. A history that is not there yet, or busy for a moment, is tried
/// again and again, and told as failed only after seconds; meanwhile boards say so, of the teams that were kept beside it.
class BoardReader : public QObject {
    Q_OBJECT
public:
    /// `clock` outlives it. Of `terms`, sources and allocation are those it is told. Once stop is requested, what it reads ends
    /// within milliseconds.
    /// `kept`: the organisation as it is kept outside of the history; called in the reader's thread.
    BoardReader(std::filesystem::path file, const Clock& clock, BoardTerms terms, std::stop_token stop,
        std::function<std::optional<Organisation>()> kept);
    ~BoardReader() override;

    void start();
    void setSources(const SourcesNow& now);
    void learn(const std::vector<IdentityName>& names);
    void take(const HistoryChange& change);
    void showPeriod(PeriodKind kind, Instant within);

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const fuseboard::Board> board);
    void organisationChanged(std::shared_ptr<const fuseboard::Organisation> organisation);
    void failed(const fuseboard::Error& error);

private:
    void open();
    void tellUnreadable(const Error& error);
    void publishBlind();
    void readOrganisation();
    void publisherFailed(const Error& error);

    std::filesystem::path m_file;
    const Clock& m_clock;
    BoardTerms m_terms;
    std::stop_token m_stop;
    std::unique_ptr<History> m_history;
    BoardPublisher* m_boards = nullptr; ///< from when the history is open
    QTimer *m_openAgain, *m_readAgain;
    SteadyTime m_begun;
    std::function<std::optional<Organisation>()> m_kept;
    std::optional<Error> m_fault; ///< told, of opening
    std::shared_ptr<const Organisation> m_organisation; ///< as last told
    SourcesNow m_now;
    std::vector<IdentityName> m_names; ///< until there is a publisher
    std::optional<std::pair<PeriodKind, Instant>> m_period; ///< likewise
};

} // namespace fuseboard
