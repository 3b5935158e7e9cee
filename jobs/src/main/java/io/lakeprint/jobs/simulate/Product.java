package io.lakeprint.jobs.simulate;

import java.util.ArrayList;
import java.util.List;

/** A thing on sale; prices in cents of CNY. */
record Product(
    int index, String id, String sku, String name, String category, String brand, long cents) {

  /** Categories, brands and nouns, Chinese and English as a shop in China mixes them. */
  private static final List<List<String>> RANGES =
      List.of(
          List.of("咖啡", "云岭咖啡|Bluepeak", "挂耳咖啡 10 包|冷萃咖啡液|Espresso Beans 500 g|意式拼配豆", "4990"),
          List.of("茶饮", "山间集|Leafwell", "明前龙井 100 克|茉莉花茶|Earl Grey Tin|白桃乌龙茶包", "6800"),
          List.of("Outdoor", "Northtrail|行野", "Trail Backpack 30 L|Camp Stove|天幕帐篷|冲锋衣", "32900"),
          List.of("母婴", "小禾苗|Tinyoak", "婴儿湿巾 80 抽|Baby Carrier|儿童保温杯|纯棉连体衣", "8900"),
          List.of("美妆", "花溪|Lumière Lab", "玻尿酸精华|Sunscreen SPF50|氨基酸洁面|哑光口红", "12900"),
          List.of("家电", "恒屋|Homelark", "智能咖啡机|Air Purifier A2|恒温电水壶|扫地机器人", "89900"),
          List.of(
              "Books", "长河文化|Paper Harbor", "数据湖实践|A Short History of Tea|儿童绘本套装|城市摄影集", "5600"),
          List.of("零食", "果然多|Nutty Fox", "每日坚果 30 包|Dark Chocolate 70%|芒果干|海苔脆", "3990"));

  static final List<Product> ALL = all();
  static final int PER_CATEGORY = 8;
  static final int CATEGORIES = RANGES.size();

  private static List<Product> all() {
    List<Product> products = new ArrayList<>();
    for (List<String> range : RANGES) {
      for (String brand : range.get(1).split("\\|", -1)) {
        for (String noun : range.get(2).split("\\|", -1)) {
          int index = products.size();
          long cents = Long.parseLong(range.get(3)) * (60 + index * 37 % 90) / 100;
          int number = 10_001 + index;
          products.add(
              new Product(
                  index,
                  "G" + number,
                  "SKU-" + number,
                  brand + " " + noun,
                  range.get(0),
                  brand,
                  cents));
        }
      }
    }
    return List.copyOf(products);
  }
}
