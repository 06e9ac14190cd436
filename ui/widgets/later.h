// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include <functional>

namespace fuseboard {

/// An empty place that says when it is shown for the first time.
class LaterPlace : public QWidget {
public:
    explicit LaterPlace(std::function<void()> shown)
        : m_shown(std::move(shown))
    {
        auto* whole = new QVBoxLayout(this);
        whole->setContentsMargins(0, 0, 0, 0);
    }

protected:
    void showEvent(QShowEvent* event) override
    {
        QWidget::showEvent(event);
        m_shown();
    }

private:
    std::function<void()> m_shown;
};

/// A page that is made when it is first shown, or asked for: most starts never show it. Its place, of which somebody else
/// becomes the parent, is there from the start.
template <class Page>
class Later {
public:
    /// `prepare` is called once, before the page is shown.
    explicit Later(std::function<void(Page&)> prepare)
        : m_prepare(std::move(prepare))
        , m_place(new LaterPlace([this] { made(); }))
    {
    }
    Later(const Later&) = delete;
    Later& operator=(const Later&) = delete;

    [[nodiscard]] QWidget* place() const { return m_place; }
    /// Null until it is made.
    [[nodiscard]] Page* page() const { return m_page; }
    Page& made()
    {
        if (!m_page) {
            m_page = new Page;
            m_prepare(*m_page);
            m_place->layout()->addWidget(m_page);
            m_page->show(); // a layout would do so only after the first paint
        }
        return *m_page;
    }

private:
    std::function<void(Page&)> m_prepare;
    LaterPlace* m_place;
    Page* m_page = nullptr;
};

} // namespace fuseboard
