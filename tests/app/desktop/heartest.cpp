// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/hear.h"

#include <QPromise>
#include <QTest>
#include <QWidget>

#include <vector>

using namespace fuseboard;

namespace {

const Error lost {ErrorCode::cutOff, "the owner", {}};

} // namespace

/// Who waits for an answer hears it, or that there will be none, and nothing while it is being deleted.
class HearTest : public QObject {
    Q_OBJECT

    template <class Listener>
    std::unique_ptr<Listener> listener()
    {
        m_promise = std::make_unique<QPromise<Result<int>>>();
        m_promise->start();
        m_heard.clear();
        auto out = std::make_unique<Listener>();
        hear(m_promise->future(), out.get(), lost, [this](const Result<int>& answer) { m_heard.push_back(answer); });
        return out;
    }

    std::unique_ptr<QPromise<Result<int>>> m_promise;
    std::vector<Result<int>> m_heard;

private Q_SLOTS:
    void theAnswerIsHeardOnce()
    {
        const auto widget = listener<QWidget>();
        m_promise->addResult(7);
        m_promise->finish();
        QTRY_COMPARE(m_heard.size(), 1U);
        QCOMPARE(m_heard.front().value_or(0), 7);
        QTRY_VERIFY(widget->children().isEmpty());
    }

    void aPromiseThatEndsWithoutOneIsHeardToo()
    {
        const auto object = listener<QObject>();
        m_promise.reset();
        QTRY_COMPARE(m_heard.size(), 1U);
        QVERIFY(!m_heard.front() && m_heard.front().error() == lost);
    }

    void whoIsBeingDeletedHearsNothing()
    {
        listener<QWidget>().reset();
        QVERIFY(m_heard.empty());
        listener<QObject>().reset();
        QVERIFY(m_heard.empty());
        m_promise.reset();
        QCoreApplication::processEvents();
        QVERIFY(m_heard.empty());
    }
};

QTEST_MAIN(HearTest)
#include "heartest.moc"
