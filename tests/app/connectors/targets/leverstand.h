// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectors/targets/fakeproviders.h"
#include "app/connectors/targets/targetstand.h"

namespace fuseboard::test {

/// A kind of source with a lever, the fake that stands for its system, and what of it is Payments'.
struct LeverCase {
    const char* kind;
    FakeKind fake;
    Things things;
    QStringList ours; ///< ids that let calls through before a freeze
    QStringList others; ///< of other teams and of nobody
    std::vector<AllocationRule> rules;
    FreezeStage best = FreezeStage::partlyProved; ///< that its lever can prove
};

std::vector<LeverCase> leverCases();
LeverCase leverCase(const QByteArray& kind);

/// One such lever over real sockets.
class LeverStand {
public:
    explicit LeverStand(const LeverCase& what, std::chrono::milliseconds bound = std::chrono::seconds(3),
        std::optional<std::chrono::milliseconds> deadline = {});
    [[nodiscard]] const LeverCase& about() const { return m_case; }
    [[nodiscard]] FakeSystem& system() { return m_system; }
    [[nodiscard]] TargetStand& stand() { return *m_stand; }
    /// Whether a call of Payments would pass.
    [[nodiscard]] bool serves();
    /// How many of the others' things would let one pass.
    [[nodiscard]] qsizetype othersServed();
    void freeze(const Scope& scope = payments) { m_stand->freeze(scope); }
    void resume(const Scope& scope = payments) { m_stand->resume(scope); }
    [[nodiscard]] bool reaches(FreezeStage stage) { return m_stand->reaches(stage); }
    /// What the stand says, where something is not as a test expects.
    [[nodiscard]] std::string state();
    /// Empty, or what it did that it may not.
    [[nodiscard]] QString faults();

private:
    LeverCase m_case;
    FakeSystem m_system;
    std::unique_ptr<TargetStand> m_stand;
};

} // namespace fuseboard::test
